import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors, type ToolDefinition } from '../../connectors/index.ts';
import { loadNeedle, type NeedleModel } from './load.ts';
import { clauses, createShortlister } from './shortlister.ts';

const dir = new URL('../../models/needle/', import.meta.url).pathname;
const tools = connectors.flatMap((connector) => connector.tools);
let model: NeedleModel;
beforeAll(async () => {
  model = await loadNeedle({ dir });
});
afterAll(() => model.close());
const names = async (request: string, k = 8): Promise<string[]> =>
  (await createShortlister(tools, model.intent).shortlist(request, k)).map((tool) => tool.name);

describe('createShortlister', () => {
  it.each([
    ['give Bo Larsen five dollars back from the last payment', 'stripe.refunds.create'],
    ['let #ops know that the deploy is done', 'slack.chat.postMessage'],
    ['file a bug in the checkout repo: totals are wrong', 'github.issues.create'],
    ['put "Write the FAQ" on the task board for Mia', 'notion.pages.create'],
    ['what is in our stripe account right now', 'stripe.balance.retrieve'],
  ])('%s: %s', async (request, tool) => {
    expect(await names(request)).toContain(tool);
  });

  it('covers every part of a request with several', async () => {
    const found = await names('merge #12 in web, then tell #releases that it is live and refund Bo Larsen');
    expect(found).toEqual(
      expect.arrayContaining(['github.pulls.merge', 'slack.chat.postMessage', 'stripe.refunds.create']),
    );
  });

  it('offers no internal tool, at most k, none twice', async () => {
    const found = await names('show me everything about payments and issues and pages', 20);
    expect(found.length).toBeLessThanOrEqual(20);
    expect(new Set(found).size).toBe(found.length);
    expect(tools.filter((tool) => tool.internal).some((tool) => found.includes(tool.name))).toBe(false);
  });

  it('picks among what is offered only, and what is not offered changes nothing', async () => {
    const request = 'tell #releases that api is out';
    const only = (tool: ToolDefinition): boolean => tool.name.startsWith('stripe.');
    const stripe = await createShortlister(tools, model.intent).shortlist(request, 4, only);
    expect(stripe.every((tool) => tool.name.startsWith('stripe.'))).toBe(true);
    const foreign = tools.map((tool) => ({ ...tool, name: `other.${tool.name}` }));
    const offered = await createShortlister([...tools, ...foreign], model.intent).shortlist(
      request,
      8,
      (tool) => !tool.name.startsWith('other.'),
    );
    expect(offered.map((tool) => tool.name)).toEqual(await names(request));
  });

  it('goes by words alone, by the intent model alone, or by both', async () => {
    const request = 'give Bo Larsen five dollars back from the last payment';
    const by = async (intent: NeedleModel['intent'] | null, byWords: boolean) =>
      (await createShortlister(tools, intent, byWords).shortlist(request, 8)).map((tool) => tool.name);
    const intent = await by(model.intent, false);
    const judged = await model.intent.judge(
      request,
      tools.filter((tool) => !tool.internal),
    );
    const ranked = tools.filter((tool) => !tool.internal).sort((a, b) => judged.of(b.name) - judged.of(a.name));
    expect(intent).toEqual(ranked.slice(0, 8).map((tool) => tool.name));
    expect(await by(null, true)).not.toEqual(intent);
    expect(await by(null, false)).toEqual([]);
  });

  it('knows the tools of the moment', async () => {
    let now = tools.filter((tool) => tool.name.startsWith('github.'));
    const changing = createShortlister(() => now);
    expect((await changing.shortlist('refund a payment', 8)).some((tool) => tool.name.startsWith('stripe.'))).toBe(
      false,
    );
    now = tools;
    expect((await changing.shortlist('refund a payment', 8))[0]?.name).toBe('stripe.refunds.create');
  });

  it('works by words alone without an intent model', async () => {
    const lexical = createShortlister(tools);
    expect((await lexical.shortlist('refund a payment', 8))[0]?.name).toBe('stripe.refunds.create');
    expect(await lexical.shortlist('', 8)).toEqual([]);
  });
});

describe('clauses', () => {
  it('cuts at joints outside quotes', () => {
    expect(clauses('close #4 and then post "done, and dusted" in #dev').slice(1)).toEqual([
      'close #4',
      'post "done, and dusted" in #dev',
    ]);
    expect(clauses('close #4')).toEqual(['close #4']);
  });
});
