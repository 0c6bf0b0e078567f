import type { JsonObject } from '../../../shared/index.ts';
import { isObject } from './stripe-records.ts';
import { timeResolvers } from './time.ts';
import type { Resolution, ResolveContext } from './types.ts';

/** `stripe.trial_end`: a time ahead, or now, which the API takes as a word: an instant would be past when it arrives. */
export async function resolveTrialEnd(words: string, context: ResolveContext): Promise<Resolution> {
  const read = await timeResolvers.when?.(words, context);
  if (read?.kind !== 'resolved' || !isObject(read.value))
    return read ?? { kind: 'missing', message: `“${words}” is no time that Thimble can read.` };
  const ahead = Number(read.value.epoch) - Math.floor(context.now / 1000);
  if (ahead < 0) return { kind: 'missing', message: `A trial cannot end in the past: ${read.label}.` };
  const now = ahead === 0;
  const value: JsonObject = { now, ...read.value };
  return { ...read, value, label: now ? 'now' : read.label };
}
