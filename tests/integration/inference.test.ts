import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import {
  createShortlister,
  loadNeedle,
  type NeedleModel,
  type PastStep,
  type Proposal,
  type Proposer,
} from '../../main/inference/index.ts';

/** The shipped model on real requests: shortlist, network and grammar together, without services. */

const dir = new URL('../../models/needle/', import.meta.url).pathname;
const tools = connectors.flatMap((connector) => connector.tools);
let model: NeedleModel;
let needle: Proposer;

beforeAll(async () => {
  model = await loadNeedle({ dir });
  needle = model.proposer;
});
afterAll(() => model.close());

const propose = async (request: string, steps: readonly PastStep[] = []): Promise<Proposal> =>
  needle.propose({
    request,
    now: '2026-03-04T10:00:00-05:00',
    zone: 'America/New_York',
    tools: await createShortlister(tools, model.intent).shortlist(request, 8),
    steps,
  });

describe('Needle', () => {
  it('says what it is', () => {
    expect(needle.info).toMatchObject({ name: 'Needle v0.2', device: 'CPU, 2 threads' });
    expect(needle.info.parameters).toBeGreaterThan(1e6);
  });

  it.each([
    ['what is our stripe balance', { tool: 'stripe.balance.retrieve', args: {} }],
    ['join #ops-west', { tool: 'slack.conversations.join', args: { channel: '#ops-west' } }],
    ['star the paperplane repo', { tool: 'github.repos.star', args: { repo: 'paperplane' } }],
    ['snooze slack for 45 minutes', { tool: 'slack.dnd.setSnooze', args: { duration: '45 minutes' } }],
    [
      'create a slack channel called launch-crew',
      { tool: 'slack.conversations.create', args: { name: 'launch-crew' } },
    ],
  ])('reads "%s"', async (request, expected) => {
    expect(await propose(request)).toMatchObject({ kind: 'call', ...expected });
  });

  it('abstains from small talk and from services that are not there', async () => {
    expect(await propose('good morning, how are you?')).toMatchObject({ kind: 'none', reason: 'not_a_request' });
    expect((await propose('order me a pizza on uber eats')).kind).toBe('none');
  });

  it('is done after the one call that was asked for', async () => {
    const request = 'snooze slack for 45 minutes';
    const first = await propose(request);
    if (first.kind !== 'call') throw new Error('no call');
    const step = { tool: first.tool, args: first.args, result: { snooze_enabled: true } };
    expect(await propose(request, [step])).toMatchObject({ kind: 'done' });
    expect(await propose(request, [{ ...step, result: null }])).toMatchObject({ kind: 'done' });
  });

  it('says the same twice, whatever it read in between', async () => {
    const first = await propose('join #ops-west');
    await propose('list my github notifications');
    expect(await propose('join #ops-west')).toMatchObject({
      ...first,
      confidence: expect.closeTo(first.confidence, 1) as number,
      ...(first.kind === 'call' ? { argConfidence: expect.anything() as object } : {}),
    });
  });

  it('answers several at once, in order, and stops one alone', async () => {
    const stop = new AbortController();
    const answers = [
      propose('join #ops-west'),
      needle.propose(
        { request: 'leave #ops-west', now: '', zone: '', tools: tools.slice(0, 4), steps: [] },
        stop.signal,
      ),
      propose('leave #ops-west'),
    ];
    stop.abort();
    const settled = await Promise.allSettled(answers);
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
