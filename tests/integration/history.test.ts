import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Approval, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** What policies know of calls that went before: the whole app, with limits low enough to be reached. */

const payment = "Oskar's sticker pack payment";
const refund = (amount: string) => ({ tool: 'stripe.refunds.create', args: { payment, amount } });
const post = (text: string) => ({ tool: 'slack.chat.postMessage', args: { to: '#releases', text } });
const five = `refund $5 of ${payment}`;
const six = `refund $6 of ${payment}`;

const model = scriptedModel({
  [five]: [refund('$5')],
  [six]: [refund('$6')],
  'tell #releases that web is out': [post('web is out')],
  'tell #releases that api is out': [post('api is out')],
  'close infra #45 and tell #releases that it is done': [
    { tool: 'github.issues.update', args: { issue: 'infra #45', state: 'closed' } },
    post('it is done'),
  ],
  'list the issues of infra and tell #releases the first': (results) =>
    results.length === 0
      ? { tool: 'github.issues.list', args: { repo: 'infra' } }
      : results.length === 1
        ? post(firstTitle(results[0]))
        : 'done',
});

/** The first title in a result. */
function firstTitle(result: unknown): string {
  return /"title":"([^"\\]{8,})/u.exec(JSON.stringify(result))?.[1] ?? 'nothing';
}

const limits = `
@id("ten-dollars-a-day") @says("More than $10 in a day is denied, and this makes {day_total}.")
forbid (principal, action in Action::"money", resource)
when { context.meta.today.money_minor > 1000 };

@id("ten-dollars-a-customer") @says("More than $10 for a customer is denied, and this makes {customer_total}.")
forbid (principal, action in Action::"money", resource)
when { context.meta.customer_today_minor > 1000 };

@id("second-post-asks") @says("Two posts a day, and this is number two.") @decision("ask")
forbid (principal, action == Action::"slack.chat.postMessage", resource)
when { context.meta.today.tool_changes > 1 };

@id("one-post-a-minute") @says("One change a minute, and this is number {minute_changes}.")
forbid (principal, action == Action::"slack.chat.postMessage", resource)
when { context.meta.minute_changes > 1 && context.meta.step > 1 };
`;

let folder: string;
let app: DemoApp;
let cards: Approval[] = [];
let hold = false;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-history-'));
  mkdirSync(join(folder, 'policies'));
  writeFileSync(join(folder, 'policies', 'mine.cedar'), limits);
  app = await startDemoApp({ model, dataDir: folder });
  expect(app.composition.policy.problems()).toEqual([]);
  app.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    cards.push(event.approval);
    if (!hold) approve(event.approval);
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  app.reset();
  cards = [];
  hold = false;
});

const approve = ({ id, step }: Approval): RunView =>
  app.agent.answer(id, step.decision?.callHash ?? '', { verdict: 'approve', by: 'test', reason: '' });
const run = (words: string): Promise<RunView> => app.agent.finished(app.agent.start(words).id);
const rules = (view: RunView, step = 0): string[] => view.steps[step]?.decision?.rules.map(({ id }) => id) ?? [];
const refunds = () => app.received().filter(({ op }) => op === 'stripe.refunds.create');

/** Waits until so many cards are open. */
async function opened(count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const off = app.subscribe(() => {
      if (cards.length < count) return;
      off();
      resolve();
    });
    if (cards.length >= count) {
      off();
      resolve();
    }
  });
}

describe('a limit on the day', () => {
  it('holds against two cards that are approved together, each of them under it', async () => {
    hold = true;
    const runs = [app.agent.start(five), app.agent.start(six)];
    await opened(2);
    expect(cards.map(({ step }) => step.decision?.verdict)).toEqual(['ask', 'ask']);
    for (const card of cards) approve(card);
    const ended = await Promise.all(runs.map(({ id }) => app.agent.finished(id)));
    expect(ended.map(({ steps }) => steps[0]?.state).sort()).toEqual(['denied', 'succeeded']);
    const denied = ended.find(({ steps }) => steps[0]?.state === 'denied');
    expect(denied && rules(denied)).toEqual(['ten-dollars-a-day', 'ten-dollars-a-customer']);
    expect(denied?.steps[0]?.decision?.rules[0]?.text).toBe('More than $10 in a day is denied, and this makes $11.00.');
    expect(refunds()).toHaveLength(1);
  });

  it('counts what may have happened, and begins anew the next day', async () => {
    await run(five);
    expect(rules(await run(six))).toContain('ten-dollars-a-day');
    app.setNow(Date.parse('2026-03-05T00:00:01-05:00'));
    expect((await run(six)).steps[0]?.state).toBe('succeeded');
    app.setNow(Date.parse('2026-03-04T10:30:00-05:00'));
  });

  it('does not count what a person refused', async () => {
    hold = true;
    const started = app.agent.start(six);
    await opened(1);
    for (const { id, step } of cards)
      app.agent.answer(id, step.decision?.callHash ?? '', { verdict: 'deny', by: 'test', reason: '' });
    await app.agent.finished(started.id);
    hold = false;
    expect((await run(five)).steps[0]?.state).toBe('succeeded');
  });
});

describe('what went before', () => {
  it('has the earlier steps of the same run', async () => {
    const view = await run('close infra #45 and tell #releases that it is done');
    expect(view.steps.map(({ state }) => state)).toEqual(['succeeded', 'denied']);
    expect(rules(view, 1)).toEqual(['one-post-a-minute']);
  });

  it('says of a recipient that it is new, until it was written to', async () => {
    expect(rules(await run('tell #releases that web is out'))).toEqual(['first-time-recipient-asks', 'writes-ask']);
    expect(rules(await run('tell #releases that api is out'))).toEqual(['writes-ask', 'second-post-asks']);
    // Another start of the demo workspace is another place.
    app.reset();
    expect(rules(await run('tell #releases that web is out'))).toContain('first-time-recipient-asks');
  });
});

describe('a card', () => {
  it('opens again where a rule asks by then that it did not show', async () => {
    hold = true;
    const runs = ['web', 'api'].map((name) => app.agent.start(`tell #releases that ${name} is out`));
    await opened(2);
    const shown = (card: Approval | undefined) => card?.step.decision?.rules.map(({ id }) => id);
    expect(cards.map(shown)).toEqual(Array(2).fill(['first-time-recipient-asks', 'writes-ask']));
    for (const card of cards.slice()) approve(card);
    await opened(3);
    expect(shown(cards[2])).toEqual(['writes-ask', 'second-post-asks']);
    if (cards[2]) approve(cards[2]);
    const ended = await Promise.all(runs.map(({ id }) => app.agent.finished(id)));
    expect(ended.map(({ steps }) => steps[0]?.state)).toEqual(['succeeded', 'succeeded']);
    expect(app.received().filter(({ op }) => op === 'slack.chat.postMessage')).toHaveLength(2);
  });
});

describe('what is copied from a private repository', () => {
  it('asks before it goes to a public channel, and says from where to where', async () => {
    hold = true;
    const started = app.agent.start('list the issues of infra and tell #releases the first');
    await opened(1);
    const rule = cards[0]?.step.decision?.rules.find(({ id }) => id === 'private-to-public-asks');
    expect(rule?.text).toBe(
      'This takes something from brightloom/infra, which few can read, to #releases, which many can read or might.',
    );
    expect(rule?.change).toMatch(/in your own words/u);
    app.agent.cancel(started.id);
    await app.agent.finished(started.id);
    expect(app.received().some(({ op }) => op === 'slack.chat.postMessage')).toBe(false);
  });
});
