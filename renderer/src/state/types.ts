import type { z } from 'zod';
import type { appRoutes } from '../../../shared/index.ts';

export type { Settings } from '../../../shared/index.ts';

/** What `app.info` answers. */
export type AppInfo = z.output<(typeof appRoutes.info)['output']>;
