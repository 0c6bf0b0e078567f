import { z } from 'zod';
import { route } from '../route.ts';

/** For how many days a rule may be made on a card. */
export const alwaysDaysSchema = z.union([z.literal(7), z.literal(30), z.literal(90)]);

/** A rule as it would be made from the call on a card, to be read first; or why none can be made, in one sentence. */
export const alwaysDraftSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('offered'),
    /** Stands for exactly this text and this call; `approval.answer` takes it. */
    hash: z.string(),
    /** The policy as it would be written. */
    text: z.string(),
    says: z.string(),
    /** Its last day, `YYYY-MM-DD`. */
    until: z.string(),
    days: alwaysDaysSchema,
    /** The most that one call may move, in minor units; `text` for people. Null where it moves no money. */
    limit: z
      .object({ minor: z.number().int(), currency: z.string(), raisable: z.boolean(), text: z.string() })
      .nullable(),
    /** Values that may be anything. */
    free: z.array(z.string()),
  }),
  z.object({ kind: z.literal('not_offered'), why: z.string() }),
]);
export type AlwaysDraft = z.infer<typeof alwaysDraftSchema>;

/** The rule that an approval makes as well: the hash of the draft that was shown last on this card. */
export const alwaysAnswerSchema = z.object({ hash: z.string().max(100) });

/**
 * Drafts the rule "always like this" for the call on an open card. `maxMinor`: the most that a call may move, in minor
 * units; what this call moves unless given.
 */
export const alwaysDraftRoute = route(
  'approval.always_draft',
  z.object({
    approvalId: z.string(),
    callHash: z.string(),
    days: alwaysDaysSchema,
    maxMinor: z.number().int().optional(),
  }),
  alwaysDraftSchema,
);
