import { describe, expect, it } from 'vitest';
import { createRunner, createScorer, createWorld, executionF1, type WrittenCall } from './index.ts';

const runner = createRunner(createWorld());
const score = createScorer(runner);

const call = (tool: string, args: WrittenCall['args']): WrittenCall => ({ tool, args });
const refund = (payment: string, amount: string): WrittenCall => call('stripe.refunds.create', { payment, amount });
const post = (to: string, text: string): WrittenCall => call('slack.chat.postMessage', { to, text });

/** Execution F1 of each list of calls against the first. */
async function scores(
  request: string,
  want: WrittenCall[],
  ...candidates: WrittenCall[][]
): Promise<readonly number[]> {
  const answer = await score({ id: 1, request, want, candidates });
  expect(answer.unsound).toBeNull();
  return answer.scores;
}

describe('Execution F1', () => {
  it('counts shared effects as often as both have them', () => {
    expect(executionF1(['a', 'b'], ['a', 'b'])).toBe(1);
    expect(executionF1(['a', 'a', 'b'], ['a', 'c'])).toBeCloseTo(0.4);
    expect(executionF1(['a'], [])).toBe(0);
    expect(executionF1([], [])).toBe(1);
  });

  it('is 1 for the same call, however it is said', async () => {
    const request = 'refund Jane Doe 5 dollars of her latest payment';
    expect(await scores(request, [refund('Jane Doe', '$5')], [refund('Jane Doe', '5 dollars')])).toEqual([1]);
  });

  it('costs as much as differs: amount, person, both', async () => {
    const [amount = 0, person = 0, both = 0] = await scores(
      'refund someone something',
      [refund('Jane Doe', '$5')],
      [refund('Jane Doe', '$6')],
      [refund('Fatima Al-Sayed', '$5')],
      [refund('Fatima Al-Sayed', '$6')],
    );
    expect(amount).toBeGreaterThan(0.2);
    expect(amount).toBeLessThan(0.8);
    expect(person).toBeGreaterThan(0.2);
    expect(person).toBeLessThan(0.8);
    expect(both).toBeLessThan(Math.min(amount, person));
  });

  it('is 0 for another tool, for a call that cannot be resolved, and for none', async () => {
    expect(
      await scores(
        'say hi in #general',
        [post('#general', 'hi')],
        [call('slack.reminders.add', { text: 'hi', when: 'tomorrow 9am' })],
        [post('#nowhere-at-all', 'hi')],
        [],
      ),
    ).toEqual([0, 0, 0]);
  });

  it('gives a message in the wrong channel some of its due, and one write too many less than all', async () => {
    const [elsewhere = 0, twice = 0] = await scores(
      'say the release is out in #general',
      [post('#general', 'the release is out')],
      [post('#random', 'the release is out')],
      [post('#general', 'the release is out'), post('#random', 'the release is out')],
    );
    expect(elsewhere).toBeGreaterThan(0);
    expect(elsewhere).toBeLessThan(1);
    expect(twice).toBeGreaterThan(0.5);
    expect(twice).toBeLessThan(1);
  });

  it('compares reads by what they returned', async () => {
    const query = (status: string): WrittenCall =>
      call('notion.data_sources.query', { database: 'Tasks', where: { Status: status } });
    const all = call('notion.data_sources.query', { database: 'Tasks' });
    const [whole = 0, other = 0, customers = 0] = await scores(
      'tasks in progress',
      [query('In progress')],
      [all],
      [query('Done')],
      [call('stripe.customers.list', {})],
    );
    expect(whole).toBeGreaterThan(0);
    expect(whole).toBeLessThan(1);
    expect(other).toBeLessThan(whole);
    expect(customers).toBe(0);
  });

  it('tells reads that find nothing apart by what they asked', async () => {
    const search = (query: string): WrittenCall => call('slack.search.messages', { query });
    const [same = 0, other = 1] = await scores('find zebras', [search('zebras')], [search('zebras')], [search('yaks')]);
    expect(same).toBe(1);
    expect(other).toBeLessThan(1);
  });

  it('is right only where all was done and nothing failed', async () => {
    const want = [post('#general', 'hi')];
    const answer = await score({
      id: 'a',
      request: 'say hi in #general',
      want,
      candidates: [want, [...want, post('#nowhere-at-all', 'hi')], null],
    });
    expect(answer).toEqual({ id: 'a', scores: [1, 1, 0], right: [true, false, false], unsound: null });
  });

  it('gives no call its due only where none is wanted', async () => {
    const failing = post('#nowhere-at-all', 'hi');
    expect(await scores('how are you', [], [], [post('#general', 'hi')], [failing])).toEqual([1, 0, 0]);
  });

  it('says why what is wanted cannot be carried out, and scores nothing then', async () => {
    const answer = await score({
      id: 1,
      request: 'hi',
      want: [post('#nowhere-at-all', 'hi')],
      candidates: [[]],
    });
    expect(answer.scores).toEqual([0]);
    expect(answer.unsound).toContain('nowhere-at-all');
  });
});

describe('a list of calls', () => {
  it('runs on the untouched workspace each time, later calls on what earlier ones left', async () => {
    const request = 'create #zebra-talk and say hi there';
    const calls = [call('slack.conversations.create', { name: 'zebra-talk' }), post('#zebra-talk', 'hi')];
    const first = await runner.run(request, calls);
    expect(first.failure).toBeNull();
    expect(first.ops).toEqual(['slack.conversations.create', 'slack.chat.postMessage']);
    expect(await runner.run(request, calls)).toEqual(first);
    expect((await runner.run(request, [post('#zebra-talk', 'hi')])).failure).toContain('zebra-talk');
  });

  it('does not mix when several are asked for at once', async () => {
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((text) => runner.run(`say ${text} in #general`, [post('#general', text)])),
    );
    for (const [index, outcome] of outcomes.entries())
      expect(outcome.effects).toContain(`messages new 1/text=${['a', 'b', 'c'][index]}`);
  });

  it('knows a write that changed nothing by what it asked', async () => {
    const { effects, failure } = await runner.run('reopen issue 118 in api', [
      call('github.issues.update', { issue: '118', repo: 'api', state: 'open' }),
    ]);
    expect(failure).toBeNull();
    expect(effects).toContain('github.issues.update asked state=open');
  });
});
