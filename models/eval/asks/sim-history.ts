import { type CallFacts, type CallHistory, type HistoryKeys, historyKeys } from '../../../main/policy/index.ts';

interface Done {
  readonly at: number;
  readonly keys: HistoryKeys;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** What was done in a simulation, as the log would tell it. */
export class SimHistory {
  readonly #done: Done[] = [];

  #keysOf({ tool, args, account }: CallFacts): HistoryKeys {
    return historyKeys({ tool: tool.name, effect: tool.effect, place: account.id, params: tool.params, args });
  }

  /** What went before the call. */
  before(facts: CallFacts): CallHistory {
    const keys = this.#keysOf(facts);
    const since = (length: number): readonly Done[] => this.#done.filter(({ at }) => at > facts.now - length);
    const today = since(day / 2);
    const minor = (some: readonly Done[]): number => some.reduce((sum, one) => sum + (one.keys.money?.minor ?? 0), 0);
    const known = new Set(this.#done.flatMap((one) => one.keys.recipients.map(({ key }) => key)));
    return {
      dayChanges: today.length,
      dayToolChanges: today.filter((one) => one.keys.tool === keys.tool).length,
      hourChanges: since(hour).length,
      minuteChanges: since(minute).length,
      dayMinor: minor(today),
      customerDayMinor: minor(today.filter((one) => one.keys.customers.some((key) => keys.customers.includes(key)))),
      known: keys.recipients.map(({ key }) => key).filter((key) => known.has(key)),
      upTo: this.#done.length,
    };
  }

  add(facts: CallFacts): void {
    this.#done.push({ at: facts.now, keys: this.#keysOf(facts) });
  }
}
