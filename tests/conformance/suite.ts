import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../connectors/index.ts';
import type { ShippedService } from '../../shared/index.ts';
import type { ConformanceCase } from './case.ts';
import { type WireRules, wireOf } from './compare.ts';
import { writeProofs } from './report.ts';
import { operationsOf, type SideBySide, startSideBySide } from './side-by-side.ts';

export interface SuiteOptions<Client> {
  readonly service: ShippedService;
  /** The SDK, pointed at an emulator. */
  client(origin: string, token: string): Client;
  readonly cases: readonly ConformanceCase<Client>[];
  /** Operations that the SDK has no method for, with what was done instead. */
  readonly notes?: Readonly<Record<string, string>>;
  /** The operation that a request is; by default by method and path. Slack's methods take GET and POST alike. */
  opOf?(request: ReceivedRequest): string | null;
  readonly headers: WireRules['headers'];
  readonly normalise?: WireRules['normalise'];
  /** A further check of everything our tool sent, its look-ups too: GitHub's OpenAPI document. */
  check?(request: ReceivedRequest): void;
}

/**
 * For every case: our tool, through sandbox and broker, and the official SDK send the same request for the same intent,
 * each to a fresh copy of the emulator, and both get a success. Every operation of the service must have a case.
 */
export function proveConformance<Client>(options: SuiteOptions<Client>): void {
  const { service, cases, notes = {}, opOf = (request) => request.op } = options;
  describe(`${service}: the same requests as its official SDK`, () => {
    let sides: SideBySide;
    const proved = new Map<string, string[]>();
    beforeAll(async () => {
      sides = await startSideBySide(service);
    });
    afterAll(async () => {
      await sides?.close();
      writeProofs(
        service,
        operationsOf(service).map((op) => ({ op, intents: proved.get(op) ?? [], note: notes[op] ?? null })),
      );
    });
    beforeEach(() => sides.reset());

    it.each(cases.map((one) => [one.op, one.intent, one] as const))('%s: %s', async (op, intent, one) => {
      for (const copy of sides.copies) await one.given?.(options.client(copy.origin, copy.token));
      const start = sides.sdk.received().length;
      await one.sdk(options.client(sides.sdk.origin, sides.sdk.token));
      for (const { tool, args } of one.before ?? [])
        expect((await sides.ours(tool, args)).outcome, `${tool} succeeds`).toMatchObject({ ok: true });
      const { outcome, received } = await sides.ours(op, one.args);
      expect(outcome, 'our tool succeeds').toMatchObject({ ok: true });
      const rules: WireRules = {
        headers: options.headers,
        free: new Set(Object.keys(one.extra ?? {})),
        ...(options.normalise ? { normalise: options.normalise } : {}),
      };
      const ofOp = (requests: readonly ReceivedRequest[]): ReceivedRequest[] =>
        requests.filter((request) => opOf(request) === op);
      const theirs = ofOp(sides.sdk.received().slice(start));
      const ours = ofOp(received);
      expect(theirs.length, 'the SDK sent the operation').toBeGreaterThan(0);
      expect(ours.map((request) => wireOf(request, rules))).toEqual(theirs.map((request) => wireOf(request, rules)));
      expect(
        [...theirs, ...ours].every(({ status }) => status < 300),
        'the emulator accepts both',
      ).toBe(true);
      for (const request of received) options.check?.(request);
      proved.set(op, [...(proved.get(op) ?? []), intent]);
    });

    it('covers every operation', () => {
      const covered = new Set([...cases.map(({ op }) => op), ...Object.keys(notes)]);
      expect(operationsOf(service).filter((op) => !covered.has(op))).toEqual([]);
    });
  });
}
