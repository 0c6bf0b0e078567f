import { z } from 'zod';

/** The views of the main window. */
export const viewSchema = z.enum(['command', 'approvals', 'audit', 'policies', 'connections', 'settings']);
export type View = z.infer<typeof viewSchema>;
