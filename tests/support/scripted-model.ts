import type { Model } from '../../main/index.ts';
import { type IntentModel, loadNeedle, type Proposal, type ProposedValue } from '../../main/inference/index.ts';

const needleFolder = new URL('../../models/needle/', import.meta.url).pathname;
let loaded: ReturnType<typeof loadNeedle> | null = null;

/** The shipped intent model, loaded when it is first asked and shared by all scripts of a process. */
const shippedIntent: IntentModel = {
  async judge(text, tools) {
    loaded ??= loadNeedle({ dir: needleFolder });
    return (await loaded).intent.judge(text, tools);
  },
  close: async () => undefined,
};

/** A call as a script writes it. */
export interface ScriptedCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, ProposedValue>>;
}

/** What a script answers a request with: its calls in turn, or a reason to do nothing. May look at results so far. */
export type Script =
  | readonly ScriptedCall[]
  | ((results: readonly unknown[]) => ScriptedCall | 'done')
  | 'not_a_request';

/**
 * A proposer that answers from a script, so that a test of the agent does not depend on how well Needle is trained.
 * Requests that are not in the script are `none`. The shortlist must hold the tool: it is the real one.
 */
export function scriptedModel(scripts: Readonly<Record<string, Script>>): Model {
  const call = (one: ScriptedCall): Proposal => ({
    kind: 'call',
    tool: one.tool,
    args: one.args,
    confidence: 1,
    argConfidence: Object.fromEntries(Object.keys(one.args).map((name) => [name, 1])),
  });
  return {
    problem: null,
    intent: shippedIntent,
    close: async () => undefined,
    proposer: () => ({
      info: { name: 'script', device: 'none', parameters: 0 },
      close: async () => undefined,
      names: () => true,
      propose: async ({ request, steps }) => {
        const script = scripts[request];
        if (script === undefined || script === 'not_a_request')
          return { kind: 'none', reason: 'not_a_request', confidence: 1 };
        if (typeof script === 'function') {
          const next = script(steps.map((step) => step.result));
          return next === 'done' ? { kind: 'done', confidence: 1 } : call(next);
        }
        const next = script[steps.length];
        return next ? call(next) : { kind: 'done', confidence: 1 };
      },
    }),
  };
}
