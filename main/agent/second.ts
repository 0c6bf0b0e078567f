import { visible } from '../../shared/index.ts';
import { findSecrets } from '../policy/index.ts';
import { zonedIso } from './clock.ts';
import type { Draft } from './prepare.ts';
import { acceptedCall, shortlistSize } from './propose.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** What came of a request that Needle had no call for. */
export type SecondAttempt =
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** Words of the second model: untrusted, and whose they are. */
  | { readonly kind: 'words'; readonly answer: { readonly from: string; readonly text: string } }
  /** A sentence of Thimble's, behind Needle's own refusal. */
  | { readonly kind: 'trouble'; readonly say: string };

/** What a preview says instead of asking: words that are still being typed are not sent. */
export function sayWouldAsk(name: string): string {
  return `Needle has no call for this. If you run it, ${name} is asked, which is not part of Thimble.`;
}

/**
 * Asks the second model once, with the request and the tools that it may be about, and nothing else. A call that it makes
 * becomes a draft like Needle's, marked with its name. A request that holds a secret is not sent.
 * @returns null where there is no second model
 * @throws what `signal` was aborted with
 */
export async function askSecondModel(
  parts: AgentParts,
  find: (tool: string) => OwnedTool | null,
  request: string,
  signal: AbortSignal,
): Promise<SecondAttempt | null> {
  const name = parts.secondModel.name();
  if (name === null) return null;
  const trouble = (why: string): SecondAttempt => ({ kind: 'trouble', say: `I asked ${name} too, but ${why}.` });
  const [secret] = findSecrets(request);
  if (secret !== undefined)
    return {
      kind: 'trouble',
      say: `I did not ask ${name}: the request holds ${secret.kind}, which no other model gets.`,
    };
  const tools = await parts.shortlister.shortlist(request, shortlistSize);
  const { zone } = parts.settings();
  const answer = await parts.secondModel.ask({ request, now: zonedIso(parts.now(), zone), zone, tools }, signal);
  signal.throwIfAborted();
  if (answer.kind === 'trouble') return trouble(answer.why);
  if (answer.kind === 'words') return { kind: 'words', answer: { from: name, text: visible(answer.text) } };
  const accepted = acceptedCall(find, tools, answer, request);
  if (!accepted) return trouble('the call that it made does not fit its tool');
  const { owned, args } = accepted;
  return {
    kind: 'draft',
    draft: {
      ...owned,
      args,
      confidence: 0,
      argConfidence: {},
      edited: new Set(),
      steered: false,
      secondModel: name,
    },
  };
}
