import { describe, expect, it } from 'vitest';
import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import { type Broker, createBroker } from '../../main/broker/index.ts';
import {
  type BoundCall,
  callHash,
  createLedger,
  createPolicyEngine,
  type Decision,
  type DecisionLedger,
  type Grant,
} from '../../main/policy/index.ts';
import { connectors, factsOf, policyCases, policyDir } from '../../main/policy/testing.ts';
import type { Verdict } from '../../shared/index.ts';
import { type Random, randomOf } from './evaluator/random.ts';

/**
 * A million generated calls against the real ledger and the real broker. A model keeps its own books: a session may be
 * open only for one decision that is fresh, for exactly this call, allowed or approved, and unspent. THIMBLE_SEED repeats a run.
 */

const seed = Number(process.env.THIMBLE_SEED ?? Math.floor(Math.random() * 2 ** 31));
const start = Date.parse('2026-03-04T15:30:00Z');
/** docs/security-model.md and main/policy: an allowed call has two minutes, an approved one half a minute. */
const approvedMs = 30_000;

/** A call as it might be made, and how it is decided. `same` tells calls that are one and the same. */
interface Variant {
  readonly same: string;
  readonly bound: BoundCall;
  readonly tool: ToolDefinition;
  readonly connector: ConnectorManifest;
  decide(random: Random, now: number): Decision;
}

/** What the model knows of a decision. Times of the ledger's clock begin with `own`. */
interface Book {
  readonly decision: Decision;
  readonly variant: Variant;
  readonly decidedAt: number;
  readonly lifetime: number;
  readonly ownRecorded: number;
  ownApproved: number | null;
  spent: boolean;
  sessions: number;
}

interface Counts {
  calls: number;
  opened: number;
  refused: Record<string, number>;
}

let ids = 0;

/** Calls that differ in a hair: amount, account by id or by name, version, an argument more. */
function stubs(): Variant[] {
  const owned = connectors.flatMap((connector) => connector.tools.map((tool) => ({ tool, connector })));
  const variants: Variant[] = [];
  const some = owned.filter((_, at) => at % 29 === 0);
  for (const { tool, connector } of some)
    for (const account of [
      { id: 'a1', name: 'acme' },
      { id: 'a2', name: 'acme' },
      { id: 'a1', name: 'Acme' },
    ])
      for (const connectorVersion of [connector.version, `${connector.version}.1`])
        for (const args of [
          {},
          { amount: { minor: 500 } },
          { amount: { minor: 501 } },
          { amount: { minor: 500 }, more: null },
        ]) {
          const bound: BoundCall = { tool: tool.name, connectorVersion, account, args };
          const hash = callHash(bound);
          variants.push({
            same: `${variants.length}`,
            bound,
            tool,
            connector,
            decide(random, now) {
              const verdict = random.pick<Verdict>(['allow', 'allow', 'ask', 'ask', 'deny']);
              const lifetime = random.pick([0, 1_000, 120_000, 3_660_000]);
              return {
                id: `dec_${++ids}`,
                verdict,
                rules: [],
                callHash: hash,
                decidedAt: new Date(now).toISOString(),
                expiresAt: now + lifetime,
              };
            },
          });
        }
  return variants;
}

/** The cases of the default rules, decided by the real engine. */
async function engineCalls(): Promise<Variant[]> {
  const engine = await createPolicyEngine({ connectors, policyDir });
  const seen = new Map<string, Variant>();
  for (const one of policyCases().flatMap((file) => file.cases)) {
    const facts = factsOf(one);
    const { tool, connector, account, args } = facts;
    const bound: BoundCall = { tool: tool.name, connectorVersion: connector.version, account, args };
    let same: string;
    try {
      same = callHash(bound);
    } catch {
      continue;
    }
    if (!seen.has(same))
      seen.set(same, { same, bound, tool, connector, decide: (_random, now) => engine.decide({ ...facts, now }) });
  }
  return [...seen.values()];
}

/** What is not a grant, though it looks like one. */
const forgeries: readonly ((grant: Grant) => unknown)[] = [
  (grant) => ({ ...grant }),
  (grant) => structuredClone(grant),
  (grant) => JSON.parse(JSON.stringify(grant)),
  (grant) => Object.create(grant),
  (grant) => new Proxy(grant, {}),
  (grant) => Object.freeze({ ...grant, callHash: '' }),
  () => null,
];

/** Puts a ledger in front of another one, with something wrong: the model has to see it. */
type Fault = (ledger: DecisionLedger) => DecisionLedger;

/** A fault that goes by the decisions that were recorded. */
const faulty =
  (wrong: (ledger: DecisionLedger, known: ReadonlyMap<string, Decision>) => Partial<DecisionLedger>): Fault =>
  (ledger) => {
    const known = new Map<string, Decision>();
    return {
      record(decision) {
        ledger.record(decision);
        known.set(decision.id, decision);
      },
      approve: (id, hash, by) => ledger.approve(id, hash, by),
      redeem: (id, call, now) => ledger.redeem(id, call, now),
      ...wrong(ledger, known),
    };
  };

const faults: Readonly<Record<string, Fault>> = {
  'takes an approval of another call': faulty((ledger, known) => ({
    approve: (id, _hash, by) => ledger.approve(id, known.get(id)?.callHash ?? '', by),
  })),
  'takes an approval by nobody': faulty((ledger) => ({ approve: (id, hash) => ledger.approve(id, hash, 'Sam') })),
  'approves what is redeemed': faulty((ledger, known) => ({
    redeem(id, call, now) {
      const decision = known.get(id);
      if (decision?.verdict === 'ask')
        try {
          ledger.approve(id, decision.callHash, 'Sam');
        } catch {
          // Too late, or not open any more.
        }
      return ledger.redeem(id, call, now);
    },
  })),
  'believes no clock but its own': faulty((ledger, known) => ({
    redeem: (id, call) => ledger.redeem(id, call, Date.parse(known.get(id)?.decidedAt ?? '')),
  })),
  'gives a grant twice': faulty((ledger) => {
    const given = new Map<string, Grant>();
    return {
      redeem(id, call, now) {
        const grant = given.get(id) ?? ledger.redeem(id, call, now);
        given.set(id, grant);
        return grant;
      },
    };
  }),
  'records a denial as an allowance': faulty((ledger) => ({
    record: (decision) => ledger.record(decision.verdict === 'deny' ? { ...decision, verdict: 'allow' } : decision),
  })),
  'records no decision with a short life': faulty((ledger) => ({
    record: (decision) => ledger.record({ ...decision, expiresAt: Math.max(decision.expiresAt, start + 86_400_000) }),
  })),
};

/** One life of a ledger: decisions, approvals, edits, replays, clocks, and calls that try to get out. */
class Life {
  readonly #random: Random;
  readonly #variants: readonly Variant[];
  readonly #broker: Broker;
  readonly #counts: Counts;
  readonly #ledger: DecisionLedger;
  readonly #books: Book[] = [];
  readonly #grants: { readonly grant: Grant; readonly variant: Variant }[] = [];
  #own = 0;
  #now = start;

  constructor(random: Random, variants: readonly Variant[], broker: Broker, counts: Counts, fault: Fault) {
    this.#random = random;
    this.#variants = variants;
    this.#broker = broker;
    this.#counts = counts;
    this.#ledger = fault(createLedger({ now: () => this.#own }));
  }

  step(): void {
    const { below } = this.#random;
    const what = below(100);
    if (what < 22 || this.#books.length === 0) this.#decide(this.#random.pick(this.#variants));
    else if (what < 37) this.#approve();
    else if (what < 47) this.#clocks();
    else if (what < 90) this.#call();
    else if (what < 95) this.#forge();
    else this.#tamper();
  }

  /** The newest decisions are tried most, all others at times. */
  #book(): Book {
    const { chance, below, pick } = this.#random;
    if (chance(0.3)) return pick(this.#books);
    return this.#books.at(-1 - below(Math.min(6, this.#books.length))) as Book;
  }

  #decide(variant: Variant): void {
    const decision = variant.decide(this.#random, this.#now);
    this.#ledger.record(decision);
    const decidedAt = Date.parse(decision.decidedAt);
    const lifetime = decision.expiresAt - decidedAt;
    this.#books.push({
      decision,
      variant,
      decidedAt,
      lifetime,
      ownRecorded: this.#own,
      ownApproved: null,
      spent: false,
      sessions: 0,
    });
  }

  #approve(): void {
    const { chance, pick } = this.#random;
    const book = this.#book();
    const [right, by] = [chance(0.85), chance(0.95) ? 'Sam' : ' '];
    const other = pick(this.#variants);
    const hash = right ? book.decision.callHash : pick(['', callHash(other.bound)]);
    const mayBe =
      book.decision.verdict === 'ask' &&
      !book.spent &&
      by === 'Sam' &&
      (right || (hash !== '' && other.same === book.variant.same));
    const age = this.#own - book.ownRecorded;
    const inTime = age >= 0 && age <= book.lifetime;
    const taken = this.#tries(() => this.#ledger.approve(book.decision.id, hash, by));
    if (taken && book.ownApproved === null) {
      if (!mayBe || !inTime) throw new Error('an approval was taken that does not count');
      book.ownApproved = this.#own;
    } else if (!taken && mayBe && !inTime && book.ownApproved === null) book.spent = true;
  }

  #clocks(): void {
    const { pick } = this.#random;
    this.#own += pick([0, 1, 500, 1_000, 29_000, 31_000, 121_000, 4_000_000, -1, -40_000]);
    this.#now += pick([0, 1, 500, 1_000, 29_000, 31_000, 121_000, 4_000_000, -1, -40_000]);
  }

  /** Whether the model lets this call out by this decision. */
  #may(book: Book, variant: Variant, now: number): boolean {
    const { decision, decidedAt, lifetime, ownRecorded, ownApproved, spent } = book;
    if (spent || decision.verdict === 'deny' || variant.same !== book.variant.same) return false;
    if (decision.verdict === 'ask' && ownApproved === null) return false;
    const age = ownApproved === null ? this.#own - ownRecorded : this.#own - ownApproved;
    const most = ownApproved === null ? lifetime : approvedMs;
    const told = now - decidedAt;
    return age >= 0 && age <= most && told >= 0 && told <= lifetime + (ownApproved === null ? 0 : approvedMs);
  }

  /** A call: as decided, or with something of it changed after it was. */
  #call(): void {
    const { chance, pick } = this.#random;
    const book = this.#book();
    const variant = chance(0.75) ? book.variant : pick(this.#variants);
    const now = chance(0.01) ? Number.NaN : this.#now;
    const may = this.#may(book, variant, now);
    let grant: Grant | null = null;
    this.#counts.calls += 1;
    this.#tries(() => {
      grant = this.#ledger.redeem(book.decision.id, variant.bound, now);
    });
    // An ask that nobody approved stays open for its approval; all else is spent by the attempt.
    if (book.decision.verdict !== 'ask' || book.ownApproved !== null) book.spent = true;
    const opened = grant !== null && this.#open(grant, variant);
    if (opened !== may) throw new Error(`a session was ${opened ? '' : 'not '}opened: ${JSON.stringify(book)}`);
    if (!opened || grant === null) return;
    book.sessions += 1;
    if (book.sessions > 1) throw new Error('one decision opened two sessions');
    this.#grants.push({ grant, variant });
  }

  #open(grant: unknown, variant: Variant, tool = variant.tool): boolean {
    const opened = this.#tries(() => this.#broker.open(grant as Grant, variant.connector, tool, 'log_1'));
    if (opened) this.#counts.opened += 1;
    return opened;
  }

  /** Whatever is no grant, was used, or is for another tool opens nothing. */
  #forge(): void {
    const { pick, chance } = this.#random;
    const used = this.#grants.at(-1);
    if (!used) return;
    const tool = chance(0.2) ? pick(this.#variants).tool : used.variant.tool;
    const grant = chance(0.3) ? used.grant : pick(forgeries)(used.grant);
    this.#counts.calls += 1;
    if (this.#open(grant, used.variant, tool)) throw new Error('a forged or used grant opened a session');
  }

  /** A decision once more, one without a time, one changed after it was recorded, an id that nobody decided. */
  #tamper(): void {
    const book = this.#book();
    const { decision } = book;
    this.#counts.calls += 1;
    switch (this.#random.below(4)) {
      case 0:
        if (this.#tries(() => this.#ledger.record({ ...decision, verdict: 'allow' })))
          throw new Error('a decision was recorded twice');
        break;
      case 1:
        if (this.#tries(() => this.#ledger.record({ ...decision, id: `dec_${++ids}`, expiresAt: Number.NaN })))
          throw new Error('a decision without a time was recorded');
        break;
      case 2: {
        const given = { ...book.variant.decide(this.#random, this.#now), verdict: 'deny' as Verdict };
        this.#ledger.record(given);
        given.verdict = 'allow';
        if (this.#tries(() => this.#ledger.redeem(given.id, book.variant.bound, this.#now)))
          throw new Error('a denial became an allowance');
        break;
      }
      default:
        if (this.#tries(() => this.#ledger.redeem('dec_none', book.variant.bound, this.#now)))
          throw new Error('no decision opened a session');
    }
  }

  /** Whether something was done; a refusal is counted by its code, and any other throw is a failure. */
  #tries(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (thrown) {
      const { code, message } = thrown as { code?: string; message: string };
      if (code !== 'denied' && code !== 'not_approved') throw thrown;
      this.#counts.refused[message] = (this.#counts.refused[message] ?? 0) + 1;
      return false;
    }
  }
}

/** Runs lives of a few hundred steps until so many calls tried to get out. */
async function run(
  calls: number,
  variants: readonly Variant[],
  random: Random,
  fault: Fault = (ledger) => ledger,
): Promise<Counts> {
  const counts: Counts = { calls: 0, opened: 0, refused: {} };
  const broker = createBroker({
    // Sessions are opened and nothing is sent: where to is never asked for a second thing.
    endpoint: () => null,
    keychain: {
      description: 'none',
      persistent: false,
      get: async () => null,
      set: async () => undefined,
      delete: async () => false,
    },
  });
  try {
    while (counts.calls < calls) {
      const life = new Life(random, variants, broker, counts, fault);
      for (let step = 0; step < 400; step++) life.step();
    }
  } finally {
    await broker.close();
  }
  return counts;
}

describe('no call reaches the broker without a fresh matching decision', () => {
  const told = (name: string, { calls, opened, refused }: Counts): void =>
    console.log(
      `${name}, seed ${seed}: ${calls} calls, ${opened} sessions opened; refused: ${Object.entries(refused)
        .map(([why, count]) => `${count} “${why}”`)
        .join(', ')}`,
    );

  it('over 980,000 calls with verdicts at random', { timeout: 600_000 }, async () => {
    const counts = await run(980_000, stubs(), randomOf(seed));
    told('verdicts at random', counts);
    expect(counts.opened).toBeGreaterThan(50_000);
    expect(Object.keys(counts.refused).length).toBeGreaterThanOrEqual(12);
    for (const [why, count] of Object.entries(counts.refused))
      expect({ why, enough: count > 100 }).toEqual({ why, enough: true });
  });

  it('over 20,000 calls that the engine decides by the default rules', { timeout: 600_000 }, async () => {
    const counts = await run(20_000, await engineCalls(), randomOf(seed + 1));
    told('the default rules', counts);
    expect(counts.opened).toBeGreaterThan(200);
  });

  it.each(Object.entries(faults).filter(([name]) => name !== 'gives a grant twice'))(
    'which the model sees where the ledger %s',
    async (_name, fault) => {
      await expect(run(20_000, stubs(), randomOf(1), fault)).rejects.toThrow(/session|approval|denial|without a time/u);
    },
  );

  it('and the broker alone stops a grant that comes twice', async () => {
    const counts = await run(20_000, stubs(), randomOf(1), faults['gives a grant twice']);
    expect(counts.refused['The decision for this call was used before.']).toBeGreaterThan(200);
  });
});
