import { z } from 'zod';
import { runViewSchema } from './domain.ts';
import { approvalSchema } from './routes/approval.ts';
import { viewSchema } from './view.ts';

/** What the main process pushes to windows: over ipc in Electron, over server-sent events in the browser host. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.updated'), run: runViewSchema }),
  z.object({ type: z.literal('approval.opened'), approval: approvalSchema }),
  z.object({ type: z.literal('approval.closed'), approvalId: z.string() }),
  z.object({ type: z.literal('audit.appended') }),
  /** How far a verification or an export of the log is: records, or entries, of all there are. */
  z.object({ type: z.literal('audit.verify_progress'), done: z.number().int(), total: z.number().int() }),
  z.object({ type: z.literal('audit.export_progress'), done: z.number().int(), total: z.number().int() }),
  /** Accounts were connected, changed or refused, or the switch to the demo was used. */
  z.object({ type: z.literal('accounts.changed') }),
  z.object({ type: z.literal('settings.changed') }),
  /** The rules in force may be others now: saved here, or changed by another program. */
  z.object({ type: z.literal('policies.changed') }),
  /** How far a replay of the log under edited rules has come. */
  z.object({ type: z.literal('policy.replaying'), done: z.number().int(), total: z.number().int() }),
  /** The host asks the main window to show a view: an entry of the activity or an approval where one is named. */
  z.object({
    type: z.literal('navigate'),
    view: viewSchema,
    auditId: z.string().optional(),
    approvalId: z.string().optional(),
  }),
  /**
   * The quick command's window has come up. `text`, where given, goes into its line; nothing runs by that. `fromLink`: the
   * text is from a link, so from anybody.
   */
  z.object({ type: z.literal('quick.opened'), text: z.string().nullable(), fromLink: z.boolean().optional() }),
  /** A newer window of the quick command takes the place of this one. */
  z.object({ type: z.literal('quick.replaced') }),
]);
export type ThimbleEvent = z.infer<typeof eventSchema>;

/** The two kinds of windows: the one with all views, and the quick command's. */
export type WindowKind = 'main' | 'quick';

/** Whether an event is for a kind of window; most are for both. */
export function isEventFor(kind: WindowKind, event: ThimbleEvent): boolean {
  switch (event.type) {
    case 'navigate':
      return kind === 'main';
    case 'quick.opened':
    case 'quick.replaced':
      return kind === 'quick';
    default:
      return true;
  }
}
