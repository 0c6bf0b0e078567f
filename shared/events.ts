import { z } from 'zod';
import { runViewSchema } from './domain.ts';
import { approvalSchema } from './routes/approval.ts';

/** What the main process pushes to windows: over ipc in Electron, over server-sent events in the browser host. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.updated'), run: runViewSchema }),
  z.object({ type: z.literal('approval.opened'), approval: approvalSchema }),
  z.object({ type: z.literal('approval.closed'), approvalId: z.string() }),
  z.object({ type: z.literal('audit.appended') }),
  /** Accounts were connected, changed or refused, or the switch to the demo was used. */
  z.object({ type: z.literal('accounts.changed') }),
  /** The host asks the window to show a view. */
  z.object({
    type: z.literal('navigate'),
    view: z.enum(['command', 'approvals', 'audit', 'policies', 'connections', 'settings']),
  }),
]);
export type ThimbleEvent = z.infer<typeof eventSchema>;
