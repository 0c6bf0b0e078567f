import { z } from 'zod';
import { runViewSchema, serviceSchema } from '../domain.ts';
import { route } from '../route.ts';

/** Longest request accepted, in UTF-16 code units. */
export const maxRequestLength = 2000;

/** What a person types. Length is checked by the agent, which answers with a sentence; the cap here only bounds memory. */
const requestSchema = z.string().max(100_000);

/** A tool as somebody needs it who writes a call out: what it is called, and which values it takes. */
export const toolHintSchema = z.object({
  name: z.string(),
  title: z.string(),
  service: serviceSchema,
  params: z.array(z.object({ name: z.string(), description: z.string(), required: z.boolean() })),
});
export type ToolHint = z.infer<typeof toolHintSchema>;

/** Account names by service, where others than the defaults are meant: `{slack: 'work'}`. */
export const chosenAccountsSchema = z.record(serviceSchema, z.string().max(100));
export type ChosenAccounts = z.infer<typeof chosenAccountsSchema>;

const requestInput = z.object({ request: requestSchema, accounts: chosenAccountsSchema.optional() });

export const commandRoutes = {
  /** Proposes, resolves and decides the first call without running it. Supersedes the caller's earlier preview. */
  preview: route('command.preview', requestInput, runViewSchema),
  /** Gives up the caller's preview, because its words have changed since; nothing when there is none. */
  stopPreview: route('command.stop_preview', z.object({}), z.object({})),
  /**
   * Starts a run and returns its first view; further views arrive as `run.updated` events. `fromLink`: the words came from a
   * link and were not changed, which the log keeps.
   */
  run: route('command.run', requestInput.extend({ fromLink: z.boolean().optional() }), runViewSchema),
  /** Takes a logged call back: a run of the calls that undo it, each decided, asked about and logged as its own. */
  undo: route('command.undo', z.object({ auditId: z.string() }), runViewSchema),
  /** Sends a call of unknown outcome again with its own key, as a run that asks; what it ends in settles the entry. */
  resend: route('command.resend', z.object({ auditId: z.string() }), runViewSchema),
  /** Logs what a person found out about a call of unknown outcome. Gives the id of that entry. */
  settle: route(
    'command.settle',
    z.object({ auditId: z.string(), happened: z.boolean() }),
    z.object({ auditId: z.string() }),
  ),
  get: route('command.get', z.object({ runId: z.string() }), runViewSchema),
  /** Stops a run; a write already sent still gets its outcome recorded. */
  cancel: route('command.cancel', z.object({ runId: z.string() }), runViewSchema),
  /** Answers a run's question with the id of one of its candidates. */
  choose: route(
    'command.choose',
    z.object({ runId: z.string(), questionId: z.string(), candidateId: z.string() }),
    runViewSchema,
  ),
  /** Every tool that can be called by name, plug-ins included. */
  tools: route('command.tools', z.object({}), z.array(toolHintSchema)),
  /** The latest different requests, newest first, and suggestions for this workspace. */
  recent: route(
    'command.recent',
    z.object({}),
    z.object({ recent: z.array(z.string()), suggestions: z.array(z.string()) }),
  ),
} as const;
