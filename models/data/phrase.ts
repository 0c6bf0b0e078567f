import type { KindName } from '../../connectors/index.ts';

/** Head nouns of references: what a noun phrase for one is built around. */
const heads: Partial<Record<KindName, string>> = {
  'slack.message':
    'direct message|message|messages|msg|msgs|post|posts|note|comment|reply|thread|announcement|update|one|dm|line|text|question|thing',
  'stripe.payment':
    'card payment|payment intent|payment|charge|transaction|purchase|order|hold|authorization|authorisation|auth',
  'stripe.invoice': 'invoice|bill|inv',
  'stripe.subscription': 'subscription|sub|membership|plan',
  'github.run': 'workflow run|run|build|deploy|job|pipeline|workflow',
  'slack.reminder': 'reminder',
};
const adjectives =
  '(?:the|my|that|this|his|her|their|our|a|an|last|latest|newest|most recent|recent|first|oldest|next|open|draft|failed|failing|stuck|pending|unpaid|overdue|uncaptured|unfinalized|duplicate|old|new|previous|current|active|paused|pinned|running|queued|uncollected|wrong|second|one)';
const joints =
  '(?:of|from|for|by|about|on|at|in|to|with|that says|that said|saying|which says|where|called|titled|named|regarding|re|mentioning|sent|posted)';

/** Words before a time that belong to it. */
const leads: Partial<Record<KindName, RegExp>> = {
  period:
    /(?:\b(?:since|after|before|until|till|up to|from|between|starting|as of|in|over|during|within|on|by|prior to|later than|earlier than|older than|newer than|through)\s+)?(?:\bthe\s+)?(?:\b(?:last|past|previous)\s+)?$/iu,
  when: /\b(?:in|at|on)\s+(?:the\s+next\s+)?$/iu,
  duration: /\b(?:until|till|til)\s+$/iu,
};

/**
 * Widens `[start, end)` to the noun phrase around it: determiners, adjectives and a head noun that stand before it
 * ("the message about ▢") or right after ("▢'s latest payment"). Only for kinds that are said as phrases. `bound` marks
 * characters that belong to other slots, which are never taken in.
 */
export function widen(
  text: string,
  start: number,
  end: number,
  kind: KindName,
  bound: (index: number) => boolean,
): [number, number] {
  const lead = leads[kind];
  if (lead) {
    const found = lead.exec(text.slice(limitLeft(start, bound), start));
    // "between" belongs to both of its ends or to none.
    if (found && /\bbetween\b/iu.test(found[0]) && !/\b(?:and|to)\b|&|[-–]/iu.test(text.slice(start, end)))
      return [start, end];
    return [found ? start - found[0].length : start, end];
  }
  const nouns = heads[kind];
  if (!nouns) return [start, end];
  let from = start;
  let to = end;
  const before = text.slice(limitLeft(start, bound), start);
  const left =
    new RegExp(`(?:\\b(?:${adjectives}\\s+)*\\b(?:${nouns})\\s+${joints}\\s+(?:the\\s+)?)$`, 'iu').exec(before) ??
    new RegExp(`(?:\\b${adjectives}\\s+)+$`, 'iu').exec(before) ??
    new RegExp(`(?:\\b(?:${adjectives}\\s+)*\\b(?:${nouns})\\s+)$`, 'iu').exec(before);
  if (left) from = start - left[0].length;
  const after = text.slice(end, limitRight(text, end, bound));
  const right = new RegExp(`^(?:['’]?s|['’])?(?:\\s+${adjectives})*\\s+(?:${nouns})\\b`, 'iu').exec(after);
  if (right) to = end + right[0].length;
  return [from, to];
}

/** Finds a bare noun phrase of a kind among the literal words: "latest payment", "the draft invoice". */
export function bareReference(
  text: string,
  kind: KindName,
  bound: (index: number) => boolean,
): [number, number] | undefined {
  const nouns = heads[kind];
  if (!nouns) return undefined;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${adjectives}\\s+)*(?:${nouns})(?![\\p{L}\\p{N}])`, 'giu');
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    let free = true;
    for (let i = match.index; i < end && free; i++) free = !bound(i);
    if (free) return [match.index, end];
  }
  return undefined;
}

function limitLeft(start: number, bound: (index: number) => boolean): number {
  let i = start;
  while (i > 0 && !bound(i - 1)) i--;
  return i;
}

function limitRight(text: string, end: number, bound: (index: number) => boolean): number {
  let i = end;
  while (i < text.length && !bound(i)) i++;
  return i;
}

/** Whether two spans may be read as one phrase: little between them, and no sentence break. */
export function nearby(text: string, end: number, start: number, kind: KindName): boolean {
  const gap = text.slice(end, start);
  if (kind === 'period') return gap.length <= 28 && !/[.;!?\n]/u.test(gap);
  return gap.length <= 28 && !/[.;!?\n]|,\s*(?:and|then)|\b(?:and|then|to|into)\b/iu.test(gap);
}
