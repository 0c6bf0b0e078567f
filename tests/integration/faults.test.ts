import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import type { Fault } from '../../connectors/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { AuditStatus, Effect, RunView, ShippedService } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/**
 * Every way in which a service can fail on every kind of effect: the person gets one clear sentence, the log is honest,
 * nothing happens twice, and the next call works. docs/faults.md is the table of what this test saw.
 */

/** Longest wait for a whole answer where a case is about that; the broker's own is half a minute. */
const totalMs = 1500;

interface Probe {
  readonly effect: Effect;
  readonly service: ShippedService;
  /** The call, written out, and the request of it that fails. */
  readonly call: string;
  readonly method: string;
  readonly path: RegExp;
  /** A read of the same service, for after the failure. */
  readonly next: string;
}

const probes: readonly Probe[] = [
  {
    effect: 'read',
    service: 'notion',
    call: '/notion.search query: roadmap',
    method: 'POST',
    path: /^\/v1\/search$/u,
    next: '/notion.users.me',
  },
  {
    effect: 'read',
    service: 'github',
    call: '/github.issues.list repo: infra',
    method: 'GET',
    path: /^\/repos\/[^/]+\/infra\/issues$/u,
    next: '/github.notifications.list',
  },
  {
    effect: 'write',
    service: 'github',
    call: '/github.issues.create repo: infra, title: The lamp is broken',
    method: 'POST',
    path: /^\/repos\/[^/]+\/infra\/issues$/u,
    next: '/github.issues.list repo: infra',
  },
  {
    effect: 'money',
    service: 'stripe',
    call: "/stripe.refunds.create payment: Oskar's latest payment, amount: $5",
    method: 'POST',
    path: /^\/v1\/refunds$/u,
    next: '/stripe.balance.retrieve',
  },
  {
    effect: 'destructive',
    service: 'slack',
    call: '/slack.conversations.archive channel: #design',
    method: 'POST',
    path: /conversations\.archive$/u,
    next: '/slack.team.info',
  },
];

interface Case {
  /** What the service does, in words. */
  readonly does: string;
  readonly action: Fault['action'];
  /** It is about how long Thimble waits. */
  readonly givesUp?: true;
  /** How often it does it; once unless given. */
  readonly times?: number;
  /** How a read and a change end. */
  readonly read: AuditStatus;
  readonly change: AuditStatus;
  /** Whether a change took effect in the service. */
  readonly happened: boolean;
  /** How often a read is sent; once unless given. A change is sent once, whatever happens. */
  readonly reads?: number;
}

const status = (code: 429 | 500 | 502, handled: boolean, retryAfter?: number): Fault['action'] => ({
  kind: 'status',
  status: code,
  handled,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const cases: readonly Case[] = [
  {
    does: 'answers after a short while',
    action: { kind: 'delay', milliseconds: 60 },
    read: 'succeeded',
    change: 'succeeded',
    happened: true,
  },
  {
    does: 'sends its answer in drips',
    action: { kind: 'slow_body', pieces: 6, milliseconds: 20 },
    read: 'succeeded',
    change: 'succeeded',
    happened: true,
  },
  {
    does: 'begins to answer and never ends',
    action: { kind: 'slow_body', pieces: null, milliseconds: 100 },
    givesUp: true,
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'answers when Thimble has given up',
    action: { kind: 'delay', milliseconds: totalMs + 500 },
    givesUp: true,
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'hangs up before it does anything',
    action: { kind: 'drop' },
    read: 'failed',
    change: 'unknown',
    happened: false,
  },
  { does: 'does it and hangs up', action: { kind: 'drop_after' }, read: 'failed', change: 'unknown', happened: true },
  {
    does: 'breaks off in the middle of its answer',
    action: { kind: 'truncate', end: 'broken' },
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'answers with half of the JSON as if it were all',
    action: { kind: 'truncate', end: 'short' },
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'answers JSON that it calls a web page',
    action: { kind: 'wrong_type', body: 'real' },
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'answers with a web page in place of JSON',
    action: { kind: 'wrong_type', body: 'page' },
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'fails (500) before it does anything',
    action: status(500, false),
    read: 'failed',
    change: 'unknown',
    happened: false,
  },
  { does: 'does it and fails (500)', action: status(500, true), read: 'failed', change: 'unknown', happened: true },
  {
    does: 'has a gateway that fails (502) before it',
    action: status(502, false),
    read: 'failed',
    change: 'unknown',
    happened: false,
  },
  {
    does: 'does it behind a gateway that fails (502)',
    action: status(502, true),
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'fails (502) and asks to come back in a second',
    action: status(502, true, 1),
    read: 'failed',
    change: 'unknown',
    happened: true,
  },
  {
    does: 'limits the rate (429), once, for no time at all',
    action: status(429, false, 0),
    read: 'succeeded',
    change: 'failed',
    happened: false,
    reads: 2,
  },
  {
    does: 'limits the rate (429) again and again',
    action: status(429, false, 0),
    times: 9,
    read: 'failed',
    change: 'failed',
    happened: false,
    reads: 2,
  },
  {
    does: 'limits the rate (429) for an hour',
    action: status(429, false, 3600),
    read: 'failed',
    change: 'failed',
    happened: false,
  },
  {
    does: 'limits the rate (429) and does not say for how long',
    action: status(429, false),
    read: 'failed',
    change: 'failed',
    happened: false,
  },
  {
    does: 'says that it limits the rate (429), and did it all the same',
    action: status(429, true, 3600),
    read: 'failed',
    change: 'failed',
    happened: true,
  },
];

let demo: Demo;
/** The app as it is, and one that gives up soon. */
let patient: DemoApp;
let hasty: DemoApp;

async function start(limits: { readonly totalMs?: number }): Promise<DemoApp> {
  const app = await startDemoApp({ model: scriptedModel({}), demo, limits });
  app.subscribe((event) => {
    if (event.type === 'approval.opened')
      app.agent.answer(event.approval.id, event.approval.step.decision?.callHash ?? '', {
        verdict: 'approve',
        by: 'test',
        reason: '',
      });
  });
  await app.composition.sandbox.ready();
  return app;
}

beforeAll(async () => {
  demo = await startDemo({ now: () => Date.parse(workspace.now) });
  patient = await start({});
  hasty = await start({ totalMs });
});
afterAll(async () => {
  await patient.close();
  await hasty.close();
  await demo.close();
});
beforeEach(() => {
  patient.reset();
  hasty.agent.forget();
});

const run = (words: string, app = patient): Promise<RunView> => app.agent.finished(app.agent.start(words).id);

/** A sentence or two for a person: no codes, no jargon, no traces. */
function isPlain(text: string | null | undefined): boolean {
  return (
    typeof text === 'string' &&
    /^[A-Z“].{10,300}[.!]$/su.test(text) &&
    !/\b[45]\d\d\b|\b[a-z]+_[a-z_]+\b|HTTP|ECONN|UND_|\n\s+at |undefined|\[object|Error:/u.test(text)
  );
}

const effects: readonly Effect[] = ['read', 'write', 'money', 'destructive'];
const seen = new Map<string, Map<Effect, string>>();

describe.each(cases)('a service that $does', (one) => {
  it.each(probes)('$effect: $method to $service', async (probe) => {
    const app = one.givesUp ? hasty : patient;
    const state = (): string => JSON.stringify(demo.emulators[probe.service].snapshot());
    const fails = (method: string, path: string): boolean =>
      method === probe.method && probe.path.test(path.replace(/\?.*$/u, ''));
    const sent = () => demo.received().filter(({ method, path }) => fails(method, path));
    const isRead = probe.effect === 'read';
    const before = state();
    demo.addFault(probe.service, {
      match: { method: probe.method, path: probe.path },
      times: one.times ?? 1,
      action: one.action,
    });

    const view = await run(probe.call, app);
    const [step] = view.steps;
    const expected = isRead ? one.read : one.change;
    expect(step).toMatchObject({ effect: probe.effect, state: expected });

    // The person: one plain sentence, and what to do.
    if (expected !== 'succeeded') {
      expect(view.state).toBe('failed');
      for (const text of [view.say, view.error?.message, view.error?.hint]) expect(text).toSatisfy(isPlain);
      if (expected === 'unknown') expect(view.error?.hint).toMatch(/before you try again/u);
    }

    // The log: that very end, and what was sent.
    const entry = app.audit.show(step?.auditId ?? '');
    expect(entry.status).toBe(expected);
    const requests = entry.requests.filter(({ method, path }) => fails(method, path));
    expect(requests).toHaveLength(isRead ? (one.reads ?? 1) : 1);
    const answered = one.action.kind !== 'drop' && one.action.kind !== 'drop_after';
    if (!answered) expect(requests[0]?.status).toBeNull();

    // The service: a change was sent once, and took effect as often as it is said to.
    await expect.poll(() => sent().length, { timeout: 10_000 }).toBe(one.action.kind === 'drop' ? 0 : requests.length);
    expect(state() !== before).toBe(!isRead && one.happened);
    const told = expected === 'unknown' ? 'unknown: check' : expected;
    const cell = requests.length > 1 ? `${told} (sent ${requests.length} times)` : told;
    const row = seen.get(one.does) ?? new Map<Effect, string>();
    seen.set(one.does, row);
    // Every call of an effect ends alike.
    expect(row.get(probe.effect) ?? cell).toBe(cell);
    row.set(probe.effect, cell);

    // Afterwards everything works.
    expect(await run(probe.next, app)).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(app.agent.approvals()).toEqual([]);
  });
});

describe('a change that looks before it writes', () => {
  it.each<[string, Fault['action']]>([
    ['hangs up', { kind: 'drop_after' }],
    ['fails', status(502, true)],
    ['breaks off', { kind: 'truncate', end: 'broken' }],
    ['answers with a web page', { kind: 'wrong_type', body: 'page' }],
  ])('is not written when the service %s at the look', async (_, action) => {
    const before = JSON.stringify(demo.emulators.slack.snapshot());
    demo.addFault('slack', { match: { path: /conversations\.info$/u }, times: 9, action });
    const view = await run('/slack.conversations.setTopic channel: #design, topic: Lamps');
    expect(view).toMatchObject({ state: 'failed', steps: [{ state: 'failed' }] });
    expect(view.say).toSatisfy(isPlain);
    expect(demo.received().filter(({ op }) => op === 'slack.conversations.setTopic')).toEqual([]);
    expect(JSON.stringify(demo.emulators.slack.snapshot())).toBe(before);
  });
});

it('is what docs/faults.md says', () => {
  const rows = cases.map(({ does, happened }) => {
    const ends = effects.map((effect) => seen.get(does)?.get(effect) ?? 'not seen');
    return `| ${[does, ...ends, happened ? 'yes' : 'no'].join(' | ')} |`;
  });
  const head = ['a service that …', ...effects, 'a change happened'];
  const table = [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
  expect(readFileSync(resolve(import.meta.dirname, '../../docs/faults.md'), 'utf8')).toContain(table);
});
