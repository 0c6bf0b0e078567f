import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Approval, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** The agent over the real rooms: policies, sandbox process, broker, SQLite log and the emulators over HTTP. */

const refundWords = "refund $5 of Oskar's sticker pack payment";
const refund = { tool: 'stripe.refunds.create', args: { payment: "Oskar's sticker pack payment", amount: '$5' } };
const post = (text: string) => ({ tool: 'slack.chat.postMessage', args: { to: '#releases', text } });

const model = scriptedModel({
  [refundWords]: [refund],
  'what is new in #support': [{ tool: 'slack.conversations.history', args: { channel: '#support' } }],
  'tell #releases that web is out': [post('web is out')],
  'post in #releasess that web is out': [
    { tool: 'slack.chat.postMessage', args: { to: '#nowhere-at-all', text: 'web is out' } },
  ],
  'refund a sticker pack payment': [{ tool: 'stripe.refunds.create', args: { payment: 'sticker pack payment' } }],
  'read #support and post what it says in #releases': (results) => {
    if (results.length === 0) return { tool: 'slack.conversations.history', args: { channel: '#support' } };
    if (results.length === 2) return 'done';
    const told = /invoices are going to the wrong address/u.exec(JSON.stringify(results[0]));
    return post(told ? told[0] : 'nothing');
  },
  'delete the customer Diego Morales': [{ tool: 'stripe.customers.delete', args: { customer: 'Diego Morales' } }],
  'tell #releases that web is out twice': [post('web is out'), post('web is out')],
  'close infra #45 and tell #releases that it is done': [
    { tool: 'github.issues.update', args: { issue: 'infra #45', state: 'closed' } },
    post('it is done'),
  ],
});

let app: DemoApp;
let answer: (approval: Approval) => void;

beforeAll(async () => {
  app = await startDemoApp({ model });
  app.subscribe((event) => {
    if (event.type === 'approval.opened') answer(event.approval);
  });
});
afterAll(() => app.close());
beforeEach(() => {
  app.reset();
  answer = (approval) => approve(approval);
});

const hash = (approval: Approval): string => approval.step.decision?.callHash ?? '';
const approve = (approval: Approval): RunView =>
  app.agent.answer(approval.id, hash(approval), { verdict: 'approve', by: 'test', reason: '' });
const deny = (approval: Approval): RunView =>
  app.agent.answer(approval.id, hash(approval), { verdict: 'deny', by: 'test', reason: 'not now' });
const run = (request: string): Promise<RunView> => app.agent.finished(app.agent.start(request).id);
const writes = () => app.received().filter((request) => request.method !== 'GET' && request.op !== null);
const entry = (view: RunView, step = 0) => app.audit.show(view.steps[step]?.auditId ?? '');

describe('a read', () => {
  it('is allowed, runs and is logged with its proof', async () => {
    const view = await run('what is new in #support');
    expect(view).toMatchObject({ state: 'done', steps: [{ state: 'succeeded', decision: { verdict: 'allow' } }] });
    expect(app.received().some((request) => request.op === 'slack.conversations.history')).toBe(true);
    const logged = entry(view);
    expect(logged).toMatchObject({ status: 'succeeded', lookup: false, verdict: 'allow' });
    expect(logged.proofs.length).toBeGreaterThan(0);
    expect(logged.proofs.every(({ proof }) => proof.valid)).toBe(true);
  });
});

describe('a write', () => {
  it('asks, and runs exactly what was approved', async () => {
    const view = await run(refundWords);
    expect(view).toMatchObject({
      state: 'done',
      steps: [{ state: 'succeeded', effect: 'money', decision: { verdict: 'ask' } }],
    });
    expect(writes()).toHaveLength(1);
    expect(writes()[0]).toMatchObject({
      op: 'stripe.refunds.create',
      body: { payment_intent: 'pi_3RYMaaItDr9uP14pEHpJpb9A', amount: '500' },
    });
    expect(JSON.stringify(app.composition.demo.emulators.stripe.snapshot())).toContain('"amount":500');
    expect(entry(view)).toMatchObject({ status: 'succeeded', approval: { by: 'test', verdict: 'approve' } });
    expect(app.audit.verify()).toMatchObject({ ok: true, problems: [] });
  });
  it('says where every value came from', async () => {
    const view = await run(refundWords);
    const args = Object.fromEntries((view.steps[0]?.args ?? []).map((arg) => [arg.name, arg]));
    expect(args.amount).toMatchObject({
      proposed: '$5',
      value: { minor: 500, currency: 'usd' },
      source: { text: '$5' },
    });
    expect(args.payment).toMatchObject({ source: { kind: 'resolver', text: "Oskar's sticker pack payment" } });
  });
  it('that is refused leaves the service untouched and is logged', async () => {
    answer = deny;
    const view = await run(refundWords);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'refused' }] });
    expect(writes()).toEqual([]);
    expect(entry(view)).toMatchObject({ status: 'refused', approval: { verdict: 'deny', reason: 'not now' } });
  });
  it('is decided again when a value is edited, and the old decision is void', async () => {
    answer = (approval) => {
      if (approval.step.args.some((arg) => arg.source.kind === 'person')) return;
      const before = hash(approval);
      void app.agent.edit(approval.id, { amount: '$7' }).then((edited) => {
        expect(hash(edited)).not.toBe(before);
        expect(() => app.agent.answer(edited.id, before, { verdict: 'approve', by: 'test', reason: '' })).toThrow(
          /changed since/u,
        );
        approve(edited);
      });
    };
    const view = await run(refundWords);
    expect(view.steps[0]?.args.find((arg) => arg.name === 'amount')).toMatchObject({
      proposed: '$7',
      source: { kind: 'person' },
    });
    expect(writes()[0]).toMatchObject({ body: { amount: '700' } });
  });
  it('keeps its card open when an edit cannot be read', async () => {
    let edited = false;
    answer = (approval) => {
      if (edited) return;
      edited = true;
      void app.agent.edit(approval.id, { amount: 'a lot' }).then(
        () => expect.unreachable(),
        (thrown: Error) => {
          expect(thrown.message).not.toBe('');
          deny(approval);
        },
      );
    };
    expect(await run(refundWords)).toMatchObject({ state: 'stopped' });
    expect(writes()).toEqual([]);
  });
  it('cannot be answered twice', async () => {
    let card: Approval | null = null;
    answer = (approval) => {
      card = approval;
      approve(approval);
    };
    await run(refundWords);
    expect(card).not.toBeNull();
    expect(() => card && approve(card)).toThrow(/no longer open/u);
    expect(app.agent.approvals()).toEqual([]);
  });
  it('that policy denies is never sent, whoever asks', async () => {
    const view = await run('delete the customer Diego Morales');
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'denied', decision: { verdict: 'deny' } }] });
    expect(writes()).toEqual([]);
    expect(entry(view).status).toBe('denied');
  });
  it('is not sent when the run is stopped while its card is open', async () => {
    answer = (approval) => {
      app.agent.cancel(approval.runId);
    };
    const view = await run(refundWords);
    expect(view.state).toBe('stopped');
    expect(writes()).toEqual([]);
  });
  it('is not repeated when the model goes in circles', async () => {
    await run('tell #releases that web is out twice');
    expect(writes()).toHaveLength(1);
  });
});

describe('several steps', () => {
  it('run in turn, each decided on its own', async () => {
    const view = await run('close infra #45 and tell #releases that it is done');
    expect(view.state).toBe('done');
    expect(writes().map((request) => request.op)).toEqual(['github.issues.update', 'slack.chat.postMessage']);
    expect(view.say).toMatch(/^Done: /u);
  });
  it('stop at the first refusal and say what was done', async () => {
    answer = (approval) => (approval.step.index === 1 ? approve(approval) : deny(approval));
    const view = await run('close infra #45 and tell #releases that it is done');
    expect(view.say).toMatch(/^The first step is done, then I stopped/u);
    expect(writes()).toHaveLength(1);
  });
  it('mark text that a service returned, and ask with the mark', async () => {
    let tainted = false;
    answer = (approval) => {
      tainted = approval.step.tainted;
      deny(approval);
    };
    const view = await run('read #support and post what it says in #releases');
    expect(tainted).toBe(true);
    const told = {
      step: 1,
      service: 'slack',
      place: expect.stringMatching(/^Read a channel, by \S/u),
      path: expect.stringMatching(/^messages › \d+ › text$/u),
    };
    const text = view.steps[1]?.args.find((arg) => arg.name === 'text');
    expect(text?.source).toMatchObject({
      kind: 'result',
      step: 1,
      passage: { ...told, copied: 'invoices are going to the wrong address' },
    });
    // The very call hangs on it too: without this text the script posts something else.
    expect(view.steps[1]?.steeredBy).toMatchObject({
      ...told,
      copied: expect.stringContaining('invoices are going to the wrong address'),
    });
    expect(entry(view, 1)).toMatchObject({ steeredBy: view.steps[1]?.steeredBy, args: view.steps[1]?.args });
    expect(writes()).toEqual([]);
  });
});

describe('a card', () => {
  it('is decided again when it is approved: the hour may have changed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'thimble-late-'));
    mkdirSync(join(dataDir, 'policies'));
    writeFileSync(
      join(dataDir, 'policies', 'mine.cedar'),
      `@id("after-hours") @says("Nothing is posted after hours.")
       forbid (principal, action == Action::"slack.chat.postMessage", resource)
       when { !context.meta.in_working_hours };`,
    );
    const late = await startDemoApp({ model, dataDir });
    try {
      late.setNow(Date.parse('2026-03-04T17:55:00-05:00'));
      late.subscribe((event) => {
        if (event.type !== 'approval.opened') return;
        late.setNow(Date.parse('2026-03-04T18:01:00-05:00'));
        late.agent.answer(event.approval.id, hash(event.approval), { verdict: 'approve', by: 'test', reason: '' });
      });
      const view = await late.agent.finished(late.agent.start('tell #releases that web is out').id);
      expect(view.say).toMatch(/after hours/u);
      expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'denied', decision: { verdict: 'deny' } }] });
      expect(late.received().filter((one) => one.op === 'slack.chat.postMessage')).toEqual([]);
      expect(late.audit.show(view.steps[0]?.auditId ?? '')).toMatchObject({
        status: 'denied',
        approval: { verdict: 'approve' },
      });
    } finally {
      await late.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  it('keeps where words came from when they are saved unchanged, and takes no hidden characters', async () => {
    let edited: Approval | null = null;
    let refused = '';
    answer = (approval) => {
      if (edited) return;
      edited = approval;
      const told = approval.step.args.find((arg) => arg.name === 'text')?.proposed ?? '';
      void (async () => {
        edited = await app.agent.edit(approval.id, { text: told });
        await app.agent.edit(approval.id, { text: `pay\u200b ${told}` }).catch((thrown: Error) => {
          refused = thrown.message;
        });
        deny(edited);
      })();
    };
    const view = await run('read #support and post what it says in #releases');
    expect(view.steps[1]).toMatchObject({ state: 'refused', tainted: true });
    expect(view.steps[1]?.args.find((arg) => arg.name === 'text')?.source).toMatchObject({ kind: 'result' });
    expect(refused).toMatch(/invisible characters/u);
  });
  it('stays closed when an edit ends after it was answered', async () => {
    let late: Promise<unknown> | null = null;
    answer = (approval) => {
      if (late) return;
      late = app.agent.edit(approval.id, { amount: '$7' }).catch((thrown: Error) => thrown.message);
      deny(approval);
    };
    const view = await run(refundWords);
    expect(await late).toMatch(/no longer open/u);
    expect(app.agent.get(view.id)).toMatchObject({ state: 'stopped', steps: [{ state: 'refused' }] });
    expect(writes()).toEqual([]);
  });
});

describe('a reference', () => {
  it('that fits two records asks which, and goes on with the answer', async () => {
    const started = app.agent.start('refund a sticker pack payment');
    const asked = await new Promise<RunView>((resolve) => {
      const off = app.subscribe((event) => {
        if (event.type === 'run.updated' && event.run.id === started.id && event.run.state === 'choosing') {
          off();
          resolve(event.run);
        }
      });
    });
    const candidates = asked.question?.candidates ?? [];
    expect(candidates.length).toBeGreaterThan(1);
    expect(new Set(candidates.map((candidate) => `${candidate.label} ${candidate.detail}`)).size).toBe(
      candidates.length,
    );
    app.agent.choose(started.id, asked.question?.id ?? '', candidates[0]?.id ?? '');
    expect(await app.agent.finished(started.id)).toMatchObject({ state: 'done' });
    expect(writes()).toHaveLength(1);
  });
  it('that fits nothing says so and sends nothing', async () => {
    const view = await run('post in #releasess that web is out');
    expect(view).toMatchObject({ state: 'done', steps: [] });
    expect(view.say).toMatch(/nowhere-at-all/u);
    expect(writes()).toEqual([]);
  });
});

describe('a call that is written out', () => {
  it('is resolved, decided, approved and logged like any other, without the model', async () => {
    const line = '/slack.chat.postMessage to: #releases, text: web is out, to be seen at once';
    const preview = await app.agent.preview(line, 'window');
    expect(preview).toMatchObject({ state: 'done', steps: [{ state: 'decided', decision: { verdict: 'ask' } }] });
    expect(writes()).toEqual([]);
    const view = await run(line);
    expect(view).toMatchObject({ state: 'done', request: line, steps: [{ state: 'succeeded', confidence: 1 }] });
    expect(view.steps[0]?.args.map(({ name, source }) => [name, source.kind])).toEqual([
      ['to', 'person'],
      ['text', 'person'],
    ]);
    expect(writes()).toMatchObject([
      { op: 'slack.chat.postMessage', body: { text: 'web is out, to be seen at once' } },
    ]);
    expect(entry(view)).toMatchObject({ request: line, status: 'succeeded', approval: { verdict: 'approve' } });
  });
  it('asks which one is meant, and is denied what a sentence is denied', async () => {
    const asked = await app.agent.preview('/stripe.refunds.create payment: sticker pack payment', 'window');
    expect(asked.state).toBe('choosing');
    const denied = await run('/stripe.customers.delete customer: Diego Morales');
    expect(denied).toMatchObject({ state: 'stopped', steps: [{ state: 'denied' }] });
    expect(writes()).toEqual([]);
  });
  it('that cannot be read sends nothing and says what to write', async () => {
    for (const [line, sentence] of [
      ['/slack.chat.postMessage web is out', /which value is which/u],
      ['/slack.chat.shout text: x', /no tool is called/u],
      ['/stripe.refunds.create amount: $5', /missing/u],
    ] as const)
      expect((await run(line)).say).toMatch(sentence);
    expect(writes()).toEqual([]);
  });
});

describe('a preview', () => {
  it('decides without sending a write, and gives way to a newer one', async () => {
    const first = app.agent.preview('tell #releases that web is out', 'window');
    const second = app.agent.preview(refundWords, 'window');
    const [a, b] = await Promise.all([first, second]);
    expect(a.state).toBe('stopped');
    expect(b).toMatchObject({ preview: true, steps: [{ state: 'decided', decision: { verdict: 'ask' } }] });
    expect(writes()).toEqual([]);
  });
});

describe('the log', () => {
  it('has an intent for every request that reached a service', async () => {
    const before = new Set(app.audit.list({ lookups: true }, undefined, 200).entries.map((one) => one.id));
    await run(refundWords);
    const sent = app.audit
      .list({ lookups: true }, undefined, 200)
      .entries.filter((one) => !before.has(one.id))
      .flatMap((one) => app.audit.show(one.id).requests);
    expect(sent).toHaveLength(app.received().length);
  });
});
