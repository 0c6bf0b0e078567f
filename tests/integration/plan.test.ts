import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { ProposedValue } from '../../main/inference/index.ts';
import { type Approval, coveredSteps, type Rehearsal, type RunView } from '../../shared/index.ts';
import { type Script, type ScriptedCall, scriptedModel } from '../support/scripted-model.ts';

/** A card that shows what follows, and one approval for it, over the real rooms and the emulators over HTTP. */

const post = (text: string): ScriptedCall => ({ tool: 'slack.chat.postMessage', args: { to: '#releases', text } });
const close = { tool: 'github.issues.update', args: { issue: 'infra #45', state: 'closed' } };
const comment = (body: string): ScriptedCall => ({
  tool: 'github.issues.comment',
  args: { issue: 'infra #45', body },
});
const read = { tool: 'slack.conversations.history', args: { channel: '#support' } };

const two = 'close infra #45 and tell #releases that it is done';
const three = 'close infra #45, comment "all fixed" on infra #45 and tell #releases that it is done';
const shows = 'close infra #45, tell #releases that it is done, then say what we told them';
const turned = 'close infra #45 and tell #releases that it is really done';
const same = 'close infra #45 and tell #releases the news';
const longer = 'close infra #45 and tell #releases that it is done, then comment "look" on infra #45';
const steered = 'read #support, close infra #45 and tell #releases that it is done';

/** What came back from the steps before, told from what a plan sees of them: nothing. */
const ran = (results: readonly unknown[], step: number): boolean => (results[step] ?? null) !== null;

const later = 'close infra #45 and tell #releases in 2 hours that it is done';
const alone = 'tell #releases that it is done';

const scripts: Record<string, Script> = {
  [alone]: [post('it is done')],
  [later]: [
    close,
    { tool: 'slack.chat.scheduleMessage', args: { to: '#releases', text: 'it is done', when: 'in 2 hours' } },
  ],
  [two]: [close, post('it is done')],
  [three]: [close, comment('all fixed'), post('it is done')],
  // A value that nobody said and no result has yet.
  [shows]: (results) =>
    [close, post('it is done'), post(ran(results, 0) ? 'what we told them' : '(their words)')][results.length] ??
    'done',
  // A hostile proposer: once step 1 has run, step 2 is another call than the one that was shown.
  [turned]: (results) =>
    results.length === 0 ? close : results.length === 1 ? post(ran(results, 0) ? 'it is really done' : 'done') : 'done',
  // Another that says the same with and without results, and then one call more.
  [longer]: (results) =>
    results.length === 0
      ? close
      : results.length === 1
        ? post('it is done')
        : results.length === 2 && ran(results, 1)
          ? comment('look')
          : 'done',
  // Words of the service in the place of those that were approved.
  [same]: (results) =>
    results.length === 0
      ? close
      : results.length === 1
        ? post(/"title":"([^"]+)"/u.exec(JSON.stringify(results[0]))?.[1] ?? 'the news')
        : 'done',
  // The second step is only proposed because of what #support says.
  [steered]: (results) =>
    results.length === 0
      ? read
      : results.length === 1
        ? ran(results, 0)
          ? close
          : post('it is done')
        : results.length === 2
          ? post('it is done')
          : 'done',
};

let app: DemoApp;
let cards: Approval[] = [];
let answer: (approval: Approval) => void;

beforeAll(async () => {
  app = await startDemoApp({ model: scriptedModel(scripts) });
  app.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    cards.push(event.approval);
    answer(event.approval);
  });
});
afterAll(() => app.close());
beforeEach(() => {
  app.reset();
  cards = [];
  answer = (card) => void approve(card, 'plan');
});

const hash = (approval: Approval): string => approval.step.decision?.callHash ?? '';
const hashesAhead = ({ plan }: Approval): string[] =>
  coveredSteps(plan)
    .slice(1)
    .map(({ decision }) => decision?.callHash ?? '');
const approve = (approval: Approval, scope: 'once' | 'plan', planHashes = hashesAhead(approval)): RunView =>
  app.agent.answer(approval.id, hash(approval), {
    verdict: 'approve',
    by: 'test',
    reason: '',
    ...(scope === 'plan' && planHashes.length > 0 ? { scope, planHashes } : {}),
  });
const deny = (approval: Approval): RunView =>
  app.agent.answer(approval.id, hash(approval), { verdict: 'deny', by: 'test', reason: 'not now' });
const run = (request: string): Promise<RunView> => app.agent.finished(app.agent.start(request).id);
const writes = () => app.received().filter((request) => request.method !== 'GET' && request.op !== null);
const ops = () => writes().map((request) => request.op);
const states = (card: Approval | undefined) => card?.plan.map(({ state }) => state);
const entry = (view: RunView, step: number) => app.audit.show(view.steps[step]?.auditId ?? '');

describe('a card', () => {
  it('shows every step that is known before anything is sent, each resolved and decided', async () => {
    answer = deny;
    const view = await run(three);
    expect(states(cards[0])).toEqual(['this', 'next', 'next']);
    const [first, second, third] = cards[0]?.plan ?? [];
    expect(first?.step).toEqual(cards[0]?.step);
    expect(second?.step).toMatchObject({
      tool: 'github.issues.comment',
      decision: { verdict: 'ask' },
      tainted: false,
    });
    expect(third?.text).toMatch(/“it is done”.*#releases/u);
    expect(third?.step?.args.map(({ name }) => name)).toEqual(['to', 'text']);
    expect(writes()).toEqual([]);
    expect(view.steps).toHaveLength(1);
    expect(entry(view, 0)).toMatchObject({ status: 'refused', approval: { reason: 'not now' } });
  });
  it('shows what was done, and what is not known yet as such', async () => {
    answer = (card) => void approve(card, 'once');
    await run(shows);
    expect(states(cards[0])).toEqual(['this', 'next', 'unknown']);
    expect(cards[0]?.plan[2]).toMatchObject({
      step: null,
      text: expect.stringMatching(/^After step 2: .*not known yet/u),
    });
    expect(states(cards[1])).toEqual(['done', 'this', 'next']);
    expect(states(cards[2])).toEqual(['done', 'done', 'this']);
  });
  it('has a form with every value that the tool takes, given or not', async () => {
    answer = deny;
    await run(two);
    const fields = cards[0]?.plan[0]?.fields ?? [];
    expect(fields.find(({ name }) => name === 'state')).toMatchObject({
      typed: 'closed',
      kind: 'enum',
      choices: ['open', 'closed'],
    });
    expect(fields.find(({ name }) => name === 'labels')).toMatchObject({ typed: null, many: true, required: false });
  });
});

describe('an approval of the plan', () => {
  it('carries out every step with one card, each decided, granted and logged as its own', async () => {
    const view = await run(three);
    expect(view.state).toBe('done');
    expect(cards).toHaveLength(1);
    expect(ops()).toEqual(['github.issues.update', 'github.issues.comment', 'slack.chat.postMessage']);
    expect(entry(view, 0)).toMatchObject({ status: 'succeeded', approval: { by: 'test' } });
    for (const step of [1, 2])
      expect(entry(view, step)).toMatchObject({
        status: 'succeeded',
        verdict: 'ask',
        approval: { by: 'test (plan)', verdict: 'approve', reason: 'For this plan, on the card of step 1.' },
      });
    expect(app.audit.verify()).toMatchObject({ ok: true });
  });
  it('of this step alone asks again for the next', async () => {
    answer = (card) => void approve(card, 'once');
    await run(two);
    expect(cards).toHaveLength(2);
  });
  it('needs exactly the hashes that are shown', async () => {
    answer = (card) => {
      const [right = ''] = hashesAhead(card);
      for (const wrong of [[], ['0'.repeat(64)], [right, right], ['']])
        expect(() =>
          app.agent.answer(card.id, hash(card), {
            verdict: 'approve',
            by: 'test',
            reason: '',
            scope: 'plan',
            planHashes: wrong,
          }),
        ).toThrow(/changed since/u);
      deny(card);
    };
    expect(await run(two)).toMatchObject({ state: 'stopped' });
    expect(writes()).toEqual([]);
  });
  it('is good for nothing else: a call that a result turned into another one asks', async () => {
    let second: Approval | undefined;
    answer = (card) => {
      if (card.step.index === 1) return void approve(card, 'plan');
      second = card;
      deny(card);
    };
    const view = await run(turned);
    expect(cards[0]?.plan[1]?.step).toMatchObject({ tool: 'slack.chat.postMessage' });
    expect(second?.step).toMatchObject({ tainted: true });
    expect(second?.step.decision?.callHash).not.toBe(cards[0]?.plan[1]?.step?.decision?.callHash);
    expect(ops()).toEqual(['github.issues.update']);
    expect(view.state).toBe('stopped');
  });
  it('does not carry words that a service returned in the place of those that were shown', async () => {
    answer = (card) => void (card.step.index === 1 ? approve(card, 'plan') : deny(card));
    await run(same);
    expect(cards).toHaveLength(2);
    expect(cards[1]?.step.args.find(({ name }) => name === 'text')?.source).toMatchObject({ kind: 'result', step: 1 });
    expect(ops()).toEqual(['github.issues.update']);
  });
  it('does not cover a step that came up later', async () => {
    answer = (card) => void (card.step.index === 1 ? approve(card, 'plan') : deny(card));
    await run(longer);
    expect(cards.map(({ step }) => step.tool)).toEqual(['github.issues.update', 'github.issues.comment']);
    expect(ops()).toEqual(['github.issues.update', 'slack.chat.postMessage']);
  });
  it('does not reach over what is not known yet', async () => {
    answer = (card) => void (card.step.index < 3 ? approve(card, 'plan') : deny(card));
    await run(shows);
    expect(hashesAhead(cards[0] as Approval)).toHaveLength(1);
    expect(cards.map(({ step }) => step.index)).toEqual([1, 3]);
  });
  it('shows what is tainted, and does not let it become more so', async () => {
    answer = (card) => void (card.step.index === 2 ? approve(card, 'plan') : deny(card));
    const view = await run(steered);
    expect(states(cards[0])).toEqual(['done', 'this', 'next']);
    expect(cards[0]?.plan.slice(1).map(({ step }) => step?.tainted)).toEqual([true, true]);
    expect(view.state).toBe('done');
    expect(entry(view, 2)).toMatchObject({ tainted: true, approval: { by: 'test (plan)' } });
  });
  it('covers a time that was counted from when it was shown', async () => {
    const started = Date.parse('2026-01-07T15:00:00Z');
    app.setNow(started);
    answer = (card) => {
      app.setNow(started + 4 * 60_000);
      approve(card, 'plan');
    };
    const view = await run(later);
    app.setNow(started);
    expect(view.state).toBe('done');
    expect(cards).toHaveLength(1);
    expect(cards[0]?.plan[1]?.text).toMatch(/12:00/u);
    expect(writes()[1]?.body).toMatchObject({ post_at: (started + 2 * 3_600_000) / 1000 });
  });
  it('ends with the card’s time', async () => {
    const started = Date.parse('2026-01-07T15:00:00Z');
    app.setNow(started);
    answer = (card) => {
      approve(card, 'plan');
      app.setNow(started + 61 * 60_000);
      answer = deny;
    };
    await run(two);
    app.setNow(Date.parse('2026-01-07T15:00:00Z'));
    expect(cards).toHaveLength(2);
    expect(ops()).toEqual(['github.issues.update']);
  });
  it('ends with a step that fails', async () => {
    app.composition.demo.addFault('github', {
      match: { method: 'POST', path: /comments$/u },
      times: 1,
      action: { kind: 'respond', response: { status: 422, headers: {}, body: { message: 'no' } } },
    });
    const view = await run(three);
    expect(view).toMatchObject({ state: 'failed', steps: [{ state: 'succeeded' }, { state: 'failed' }] });
    expect(cards).toHaveLength(1);
    expect(ops()).not.toContain('slack.chat.postMessage');
  });
});

/** Changes a step of a card and gives the card as it then is. */
const edit = (card: Approval, index: number, args: Record<string, ProposedValue | null>): Promise<Approval> =>
  app.agent.edit(card.id, args as never, index);

describe('an edit', () => {
  const problems: unknown[] = [];
  const onFirstCard = (work: (card: Approval) => Promise<void>) => {
    answer = (card) => {
      answer = () => undefined;
      work(card).catch((thrown: unknown) => {
        problems.push(thrown);
        app.agent.cancel(card.runId);
      });
    };
  };
  afterEach(() => expect(problems.splice(0)).toEqual([]));
  it('of a later step is decided again, shown as the person’s, and is what then runs', async () => {
    onFirstCard(async (card) => {
      const edited = await edit(card, 2, { text: 'closed, thanks' });
      expect(edited.plan[1]?.step?.args.find(({ name }) => name === 'text')).toMatchObject({
        source: { kind: 'person' },
      });
      expect(hashesAhead(edited)).not.toEqual(hashesAhead(card));
      expect(() => approve(edited, 'plan', hashesAhead(card))).toThrow(/changed since/u);
      approve(edited, 'plan');
    });
    const view = await run(two);
    expect(view.state).toBe('done');
    expect(writes()[1]?.body).toMatchObject({ text: 'closed, thanks' });
  });
  it('of a later step holds on that step’s own card too', async () => {
    onFirstCard(async (card) => {
      await edit(card, 2, { text: 'closed, thanks' });
      answer = (next) => void approve(next, 'once');
      approve(card, 'once');
    });
    await run(two);
    expect(cards.at(-1)?.step.args.find(({ name }) => name === 'text')).toMatchObject({ source: { kind: 'person' } });
    expect(writes()[1]?.body).toMatchObject({ text: 'closed, thanks' });
  });
  it('of a later step that then turns out to be another one is asked about, whatever the rules say', async () => {
    onFirstCard(async (card) => {
      const edited = await edit(card, 2, { text: 'closed, thanks' });
      answer = deny;
      approve(edited, 'plan');
    });
    await run(turned);
    expect(ops()).toEqual(['github.issues.update']);
  });
  it('of this step plans anew what follows, adds values that were not given, and takes them away', async () => {
    onFirstCard(async (card) => {
      const added = await edit(card, 1, { labels: ['bug', 'needs, a comma'].slice(0, 1), state_reason: 'not_planned' });
      expect(states(added)).toEqual(['this', 'next']);
      expect(added.step.args.map(({ name }) => name)).toEqual(expect.arrayContaining(['labels', 'state_reason']));
      const less = await edit(added, 1, { labels: null });
      expect(less.step.args.map(({ name }) => name)).not.toContain('labels');
      await expect(edit(less, 1, { issue: null })).rejects.toThrow(/is needed/u);
      await expect(edit(less, 1, { nothing_like_it: 'x' })).rejects.toThrow(/no value called/u);
      await expect(edit(less, 3, { text: 'x' })).rejects.toThrow(/not known yet/u);
      approve(less, 'plan');
    });
    const view = await run(two);
    expect(view.state).toBe('done');
    expect(writes()[0]?.body).toEqual({ state: 'closed', state_reason: 'not_planned' });
  });
});

describe('the exact request', () => {
  const shown = async (card: Approval, index?: number, lookUp?: boolean) => app.agent.request(card.id, index, lookUp);
  const seen = (): number => app.received().length;
  it('of a step is what it then sends, and nothing leaves to find it out', async () => {
    const problems: unknown[] = [];
    const look = async (card: Approval): Promise<void> => {
      const count = seen();
      const later = await shown(card, 2);
      expect(later).toMatchObject({
        state: 'exact',
        request: { method: 'POST', path: '/api/chat.postMessage', body: { text: 'it is done' } },
        more: 0,
      });
      expect(await shown(card)).toMatchObject({ state: 'looks_up', reads: [{ method: 'GET' }], request: null });
      expect(seen()).toBe(count);
      const looked = await shown(card, 1, true);
      expect(looked).toMatchObject({ state: 'exact', request: { method: 'PATCH', body: { state: 'closed' } } });
      expect(looked.reads).toHaveLength(seen() - count);
      expect(writes()).toEqual([]);
      expect(JSON.stringify([later, looked])).not.toMatch(/authorization|bearer|token/iu);
    };
    answer = (card) =>
      void look(card)
        .catch((thrown: unknown) => problems.push(thrown))
        .finally(() => approve(card, 'plan'));
    const view = await run(two);
    expect(problems).toEqual([]);
    expect(view.state).toBe('done');
    const logged = app.audit
      .list({ lookups: true }, undefined, 50)
      .entries.find(({ effectText }) => effectText.startsWith('Look up what this would send'));
    expect(logged).toMatchObject({ lookup: true, effect: 'read', status: 'succeeded' });
    const sent = entry(view, 1).requests[0];
    expect(sent).toMatchObject({ method: 'POST', path: '/api/chat.postMessage', body: { text: 'it is done' } });
  });
  it.each([
    '/github.issues.update issue: api #118, title: Redis, body: See logs, type: Bug',
    '/github.issues.add_labels issue: api #118, labels: documentation',
    '/github.gists.create file: a.sh, content: ls',
    '/github.pulls.merge pull: api #123',
    '/slack.conversations.rename channel: #design, name: product-design',
    '/slack.reminders.delete reminder: Send the board deck',
    '/slack.chat.scheduleMessage to: #releases, text: web is out, when: tomorrow at 9',
    '/stripe.customers.update customer: Oskar Lindqvist, name: O. Lindqvist, balance: $20',
    "/stripe.refunds.create payment: Oskar's sticker pack payment, amount: $5",
    '/notion.pages.update page: Renew the SOC 2 report, properties: Status: Done, new_title: Renewed',
    '/notion.data_sources.update database: Tasks, property: Due, new_name: Deadline',
    '/notion.blocks.update page: Q1 planning, block: the first paragraph, text: New',
  ])('%s: is the first change that the log then has, and nothing was changed to show it', async (words) => {
    const shownRequests: (Rehearsal | Error)[] = [];
    answer = (card) => {
      const before = JSON.stringify(
        Object.values(app.composition.demo.emulators).map((emulator) => emulator.snapshot()),
      );
      void shown(card, 1, true)
        .then((one) => {
          shownRequests.push(one);
          const after = Object.values(app.composition.demo.emulators).map((emulator) => emulator.snapshot());
          expect(JSON.stringify(after)).toBe(before);
        })
        .catch((thrown: Error) => shownRequests.push(thrown))
        .finally(() => approve(card, 'once'));
    };
    const view = await run(words);
    expect(view.state).toBe('done');
    const { requests } = entry(view, 0);
    const looked = shownRequests[0] as Rehearsal;
    expect(looked.state).toBe('exact');
    const at = requests.findIndex(
      ({ path, method }) => path === looked.request?.path && method === looked.request.method,
    );
    expect(requests[at]?.body ?? null).toEqual(looked.request?.body);
    // The log keeps a query behind its path.
    expect(requests.slice(0, at).map(({ path }) => path.replace(/\?.*/u, ''))).toEqual(
      looked.reads.map(({ path }) => path),
    );
  });
  it('is not to be had once the card is answered', async () => {
    answer = deny;
    await run(two);
    await expect(shown(cards[0] as Approval)).rejects.toThrow(/no longer open/u);
  });
});

describe('taking back', () => {
  it('several calls at once is one plan, each entry of its own, and none of it can be changed', async () => {
    const done = await run('/stripe.customers.update customer: Oskar Lindqvist, name: O. Lindqvist, balance: $20');
    expect(done.state).toBe('done');
    cards = [];
    const problems: unknown[] = [];
    answer = (card) => {
      answer = () => undefined;
      void Promise.allSettled([edit(card, 1, { name: 'x' }), edit(card, 2, { amount: '$1' })])
        .then((edits) => problems.push(...edits.map((one) => one.status === 'rejected' && String(one.reason))))
        .finally(() => approve(card, 'plan'));
    };
    const undone = await app.agent.finished(app.agent.undo(done.steps[0]?.auditId ?? '').id);
    expect(undone.state).toBe('done');
    expect(cards).toHaveLength(1);
    expect(states(cards[0])).toEqual(['this', 'next']);
    expect(cards[0]?.plan.map(({ fields }) => fields)).toEqual([[], []]);
    expect(problems).toHaveLength(2);
    for (const problem of problems) expect(problem).toMatch(/as it is or not at all|already being changed/u);
    expect(entry(undone, 1)).toMatchObject({ status: 'succeeded', approval: { by: 'test (plan)' } });
  });
});

describe('time', () => {
  it('that ran out is a denial in the log, and an answer after it does not count', async () => {
    const started = Date.parse('2026-01-07T15:00:00Z');
    app.setNow(started);
    let late: unknown;
    answer = (card) => {
      app.setNow(Date.parse(card.expiresAt));
      try {
        approve(card, 'plan');
      } catch (thrown) {
        late = thrown;
      }
    };
    const view = await run(two);
    app.setNow(started);
    expect(late).toMatchObject({ code: 'not_found' });
    expect(ops()).toEqual([]);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'refused' }] });
    expect(entry(view, 0)).toMatchObject({ status: 'refused', approval: { by: 'time-out', verdict: 'deny' } });
  });
});

describe('two windows', () => {
  it('that answer one card at once: the second is told that it is no longer open', async () => {
    let second: unknown;
    answer = (card) => {
      approve(card, 'once');
      try {
        deny(card);
      } catch (thrown) {
        second = thrown;
      }
    };
    expect(await run(alone)).toMatchObject({ state: 'done' });
    expect(second).toMatchObject({ code: 'not_found', message: 'That approval is no longer open.' });
    expect(writes()).toHaveLength(1);
  });
});

describe('with Needle', () => {
  let needle: DemoApp;
  beforeAll(async () => {
    needle = await startDemoApp();
  });
  afterAll(() => needle.close());
  it('plans two steps of one sentence, and runs both with one approval', async () => {
    const shown: Approval[] = [];
    needle.subscribe((event) => {
      if (event.type !== 'approval.opened') return;
      shown.push(event.approval);
      needle.agent.answer(event.approval.id, hash(event.approval), {
        verdict: 'approve',
        by: 'test',
        reason: '',
        scope: 'plan',
        planHashes: hashesAhead(event.approval),
      });
    });
    const view = await needle.agent.finished(needle.agent.start(two).id);
    expect(view).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }, { state: 'succeeded' }] });
    expect(shown).toHaveLength(1);
    expect(states(shown[0])).toEqual(['this', 'next']);
    expect(needle.audit.show(view.steps[1]?.auditId ?? '').approval).toMatchObject({ by: 'test (plan)' });
  });
});
