import type { Json, JsonObject } from '../../shared/index.ts';
import { dayBounds } from './facts/day-bounds.ts';
import { type Money, moneyOf } from './facts/money.ts';
import { customersOf, type Recipient, recipientsOf } from './facts/recipients.ts';

/** The kinds of a tool's parameters, by name: all that history needs to know of it. */
export type ParamKinds = Readonly<Record<string, { readonly kind: string }>>;

/** What a call is counted under, in the log and when it is asked what went before. */
export interface HistoryKeys {
  /** What counts together: all accounts of the person, or one start of the demo workspace. */
  readonly scope: string;
  /** Where it happens: the account by its id, or this start of the demo workspace. */
  readonly place: string;
  readonly tool: string;
  /** What it moves at most; null unless it is a call of effect `money` that names an amount. */
  readonly money: Money | null;
  /** Whom or what it writes to. */
  readonly recipients: readonly Recipient[];
  /** Keys of the Stripe customers that it concerns, among those of {@link recipients}. */
  readonly customers: readonly string[];
}

/** What to ask the log about a call. Instants are epoch milliseconds. */
export interface HistoryQuery extends HistoryKeys {
  readonly now: number;
  /** The person's day: `dayStart` inclusive, `dayEnd` exclusive. */
  readonly dayStart: number;
  readonly dayEnd: number;
  /** As it was before this place in the log: later entries do not count. All do unless given. */
  readonly before?: number;
}

/**
 * What happened before a call, through Thimble, as the log knows it: calls that changed something, or may have. The call
 * itself is not in it. Money is in minor units of the call's own currency.
 */
export interface CallHistory {
  /** Changes since the person's day began, in the last hour and in the last minute, and those of this tool today. */
  readonly dayChanges: number;
  readonly hourChanges: number;
  readonly minuteChanges: number;
  readonly dayToolChanges: number;
  /** Money moved today: in all, and from or to the call's customers. */
  readonly dayMinor: number;
  readonly customerDayMinor: number;
  /** Keys of the call's recipients that were written to before, at any time, in this account. */
  readonly known: readonly string[];
  /** The newest change that is counted, as the log numbers entries; -1 for none. */
  readonly upTo: number;
}

/** Nothing went before. */
export const emptyHistory: CallHistory = Object.freeze({
  dayChanges: 0,
  hourChanges: 0,
  minuteChanges: 0,
  dayToolChanges: 0,
  dayMinor: 0,
  customerDayMinor: 0,
  known: [],
  upTo: -1,
});

/** Answers what happened before a call. */
export interface History {
  /** @throws ThimbleError `storage_unavailable` when the log cannot be read: changes are then denied */
  history(query: HistoryQuery): CallHistory;
}

/** What counts together: a start of the demo workspace (`demo/…`) by itself, all accounts of the person as one. */
export function scopeOf(place: string): string {
  return place.startsWith('demo/') ? place : '';
}

/**
 * What a call is counted under. Used both when it is decided and when it is logged, so that the two agree.
 * @param call.effect of the tool; only `money` moves money
 * @param call.args resolved values by parameter name
 */
export function historyKeys(call: {
  readonly tool: string;
  readonly effect: string;
  readonly place: string;
  readonly params: ParamKinds;
  readonly args: JsonObject;
}): HistoryKeys {
  const { tool, effect, place, params, args } = call;
  const recipients = effect === 'read' ? [] : recipientsOf(tool, params, args);
  const money = effect === 'money' ? moneyOf({ params }, args) : null;
  return {
    scope: scopeOf(place),
    place,
    tool,
    money: money && { ...money, currency: money.currency.toLowerCase() },
    recipients,
    customers: customersOf(params, args).map(({ key }) => key),
  };
}

/**
 * What to ask the log about a call that is to be decided at `now`.
 * @throws Error for a zone that does not exist
 */
export function historyQuery(call: Parameters<typeof historyKeys>[0], now: number, zone: string): HistoryQuery {
  const { start, end } = dayBounds(now, zone);
  return { ...historyKeys(call), now, dayStart: start, dayEnd: end };
}

/** Arguments of a logged call, by name, as {@link historyKeys} takes them. */
export function keysOfViews(views: readonly { readonly name: string; readonly kind: string; readonly value: Json }[]): {
  readonly params: ParamKinds;
  readonly args: JsonObject;
} {
  return {
    params: Object.fromEntries(views.map(({ name, kind }) => [name, { kind }])),
    args: Object.fromEntries(views.map(({ name, value }) => [name, value])),
  };
}
