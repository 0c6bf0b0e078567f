import { createHash } from 'node:crypto';
import type { PolicyView } from '../../../shared/index.ts';
import { buildContext } from '../context.ts';
import { calendarDay } from '../facts/local-time.ts';
import { moneyText } from '../facts/money.ts';
import { recipientsOf } from '../facts/recipients.ts';
import { redactSecrets } from '../facts/secrets.ts';
import type { CallFacts, Decision, PolicyEngine } from '../types.ts';
import { cedarComment, cedarString, cedarWords, plainWords } from './cedar-text.ts';
import { type Conditions, conditionsOf, type Limit } from './conditions.ts';

/** For how many days a rule may be made. */
export const learnedDays = [7, 30, 90] as const;
export type LearnedDays = (typeof learnedDays)[number];

/** A call that a person is asked about, from which a rule may be drafted. */
export interface AskedCall {
  readonly facts: CallFacts;
  readonly decision: Decision;
  /** How each argument reads, by parameter name. */
  readonly labels: Readonly<Record<string, string>>;
  /** The person's words. */
  readonly request: string;
}

/** How far the rule should reach. */
export interface Reach {
  readonly days: LearnedDays;
  /** The most that a call may move, in minor units; what this call moves unless given. */
  readonly maxMinor?: number | undefined;
}

/** A rule as it would be written, and the same in words. */
export interface LearnedDraft {
  readonly kind: 'draft';
  readonly id: string;
  /** The rule with its comment, as it goes into the file. */
  readonly text: string;
  readonly says: string;
  readonly tool: string;
  /** The last day of the rule: 20260304. */
  readonly until: number;
  readonly limit: (Limit & { readonly raisable: boolean }) | null;
  /** Parameters that may hold anything. */
  readonly free: readonly string[];
}

/** A rule, or why there can be none, in one sentence. */
export type DraftResult = LearnedDraft | { readonly kind: 'none'; readonly why: string };

const none = (why: string): DraftResult => ({ kind: 'none', why });

/**
 * The facts of the same call, asked for again right after this one: whom it writes to is known by then. A rule is for what
 * comes later, so it is drafted from this.
 */
export function again(facts: CallFacts): CallFacts {
  const { history, tool, args } = facts;
  if (history === null) return facts;
  const keys = recipientsOf(tool.name, tool.params, args).map(({ key }) => key);
  return { ...facts, history: { ...history, known: [...new Set([...history.known, ...keys])] } };
}

/** Why nothing may be learned from such a call, whatever its arguments; null where something may. */
function unlearnable({ facts, decision }: AskedCall, policies: readonly PolicyView[]): string | null {
  if (decision.verdict !== 'ask') return 'Such a call is not asked about again.';
  const built = buildContext(facts).context.meta as Readonly<Record<string, unknown>>;
  if (built.shipped !== true) return 'What a plug-in does is always asked about: Thimble has not reviewed it.';
  if (built.undo !== false) return 'Taking something back is always asked about.';
  if (built.second_model !== false) return 'What the second model proposed is always asked about.';
  if (built.tainted !== false)
    return 'Part of this comes from what a service returned, not from your words, and that is always asked about.';
  if (built.mass !== false) return 'What is about many at once is always asked about.';
  if (facts.tool.effect === 'destructive') return 'What cannot simply be undone is always asked about.';
  if (facts.tool.effect === 'read') return 'For a call that only reads no such rule is made.';
  for (const { id, text } of decision.rules) {
    const policy = policies.find((one) => one.id === id);
    if (!policy) return 'One of your policy files cannot be read. Mend it first.';
    if (policy.alwaysAsks) return `A rule says that this is always asked about: “${text}”`;
  }
  return null;
}

/** The facts of the same call at the limit of the rule, so that the rules themselves say what they think of it. */
function atLimit(facts: CallFacts, limit: Limit): CallFacts {
  const amounts = Object.entries(facts.tool.params).filter(([, param]) => param.kind === 'amount' && !param.many);
  const stated = amounts.filter(([name]) => facts.args[name] !== undefined);
  const changed = (stated.length > 0 ? stated : amounts.slice(0, 1)).map(([name]) => [
    name,
    { minor: limit.minor, currency: limit.currency },
  ]);
  const sources = Object.fromEntries(changed.map(([name]) => [name, { kind: 'person' as const, text: '' }]));
  return {
    ...facts,
    args: { ...facts.args, ...Object.fromEntries(changed) },
    sources: { ...sources, ...facts.sources },
  };
}

function moneyOf(meta: Readonly<Record<string, unknown>>): Limit | null {
  const money = meta.money as { readonly minor?: unknown; readonly currency?: unknown } | undefined;
  if (money === undefined) return null;
  const { minor, currency } = money;
  if (typeof minor !== 'number' || typeof currency !== 'string') throw new Error('the amount cannot be read');
  return { minor, currency };
}

/** "25 December 2026". */
export function dayText(day: number): string {
  const at = Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

function sentence(facts: CallFacts, conditions: Conditions, limit: Limit | null, until: number): string {
  const title = facts.tool.title.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());
  const account = facts.account.id === facts.account.name ? [] : [`with your account ${facts.account.name}`];
  const places = conditions.places.join(' ');
  const rest = [
    ...conditions.equal,
    ...(limit ? [`up to ${moneyText(limit)} each`] : []),
    ...(conditions.free.length > 0 ? [`any ${new Intl.ListFormat('en').format(conditions.free)}`] : []),
    ...account,
    `until ${dayText(until)}`,
  ];
  return `You said: always ${title} ${places}, ${rest.join(', ')}.`;
}

/**
 * Drafts the narrowest rule that lets calls like this one through: one tool, one account, the same place, the same
 * choices, amounts up to a limit, until a day. It lifts the rules that ask about the call, and those that would ask at
 * its limit; never is it for what did not come from the person's own words.
 * @param engine the rules in force: they say what asks at the limit, and the finished rule is tried on the call
 */
export function draftLearned(
  engine: Pick<PolicyEngine, 'decide' | 'policies'>,
  call: AskedCall,
  reach: Reach,
): DraftResult {
  const { labels, request } = call;
  try {
    const policies = engine.policies();
    if (call.decision.verdict !== 'ask') return none('Only for a call that asks can a rule be made.');
    const facts = again(call.facts);
    const decision = engine.decide(facts);
    const stop = unlearnable({ ...call, facts, decision }, policies);
    if (stop !== null) return none(stop);
    const { context } = buildContext(facts);
    const meta = context.meta as Readonly<Record<string, unknown>>;
    const shown = moneyOf(meta);
    const raisable = Object.values(facts.tool.params).some((param) => param.kind === 'amount' && !param.many);
    const minor = reach.maxMinor ?? shown?.minor ?? 0;
    const lifts = decision.rules.map(({ id }) => id);
    if (shown) {
      if (!Number.isSafeInteger(minor) || minor < shown.minor || shown.minor < 0)
        return none(`The limit is at least what this call moves, ${moneyText(shown)}.`);
      if (minor > shown.minor && !raisable)
        return none('Its amount is not stated, so the limit is what this call moves.');
      if (minor > shown.minor) {
        const there = engine.decide(atLimit(facts, { ...shown, minor }));
        if (there.verdict === 'deny') return none(`That limit is too high. ${there.rules[0]?.text ?? ''}`.trim());
        const stricter = unlearnable({ ...call, facts, decision: there }, policies);
        if (there.verdict === 'ask' && stricter !== null) return none(stricter);
        if (there.verdict === 'ask') lifts.push(...there.rules.map(({ id }) => id));
      }
    } else if (reach.maxMinor !== undefined) return none('This call moves no amount that could be limited.');
    const limit = shown ? { ...shown, minor } : null;
    const seen = context.args as Parameters<typeof conditionsOf>[0]['seen'];
    const conditions = conditionsOf({ tool: facts.tool, args: facts.args, seen, labels }, limit);
    if (conditions.places.length === 0)
      return none('It names no place or person that a rule could be bound to, so it would be about too much.');
    const start = calendarDay(facts.now, facts.settings.zone);
    const until = calendarDay(facts.now + reach.days * 86_400_000, facts.settings.zone);
    const says = plainWords(sentence(facts, conditions, limit, until));
    const when = [
      `context.meta.account_id == ${cedarString(facts.account.id)}`,
      '!context.meta.tainted && !context.meta.second_model && !context.meta.undo && !context.meta.mass',
      ...(limit
        ? [
            `context.meta has money && context.meta.money.minor >= 0 && context.meta.money.minor <= ${limit.minor}`,
            `context.meta.money.currency == ${cedarString(limit.currency)}`,
          ]
        : []),
      ...conditions.all,
    ];
    // The same place again is the same rule: a later date or another limit takes the place of the earlier.
    const place = { tool: facts.tool.name, account: facts.account.id, args: conditions.all };
    const sum = createHash('sha256')
      .update(JSON.stringify(place).replace(/minor <= \d+/gu, 'minor'))
      .digest('hex');
    const name = facts.tool.name
      .split('.')
      .slice(1)
      .join('-')
      .replace(/[^A-Za-z0-9]+/gu, '-')
      .toLowerCase();
    const id = `learned-${name}-${sum.slice(0, 8)}`;
    const text = `${cedarComment(`Made on ${dayText(start)} for the request “${redactSecrets(request)}”`)}
@id(${cedarString(id)})
@says(${cedarWords(says)})
@lifts(${cedarString([...new Set(lifts)].join(' '))})
permit (principal, action == Action::${cedarString(facts.tool.name)}, resource)
when
{
  context.meta.day <= ${until} &&
${when.map((one) => `  ${one}`).join(' &&\n')}
};
`;
    return {
      kind: 'draft',
      id,
      text,
      says,
      tool: facts.tool.name,
      until,
      limit: limit ? { ...limit, raisable } : null,
      free: conditions.free,
    };
  } catch (thrown) {
    return none(`No rule can be made of this: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
  }
}

/** "2026-03-04" of 20260304. */
export function isoDay(day: number): string {
  return String(day).replace(/^(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3');
}

/** The last day of a rule made on a card, by its own condition: 20260304; null where it has none. */
export function untilOf(source: string): number | null {
  const day = /context\.meta\.day <= (\d{8})\b/u.exec(source)?.[1];
  return day === undefined ? null : Number(day);
}
