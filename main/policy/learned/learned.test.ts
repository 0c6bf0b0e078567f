import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import { cedar } from '../cedar.ts';
import { createPolicyEngine, type ReloadablePolicyEngine } from '../engine.ts';
import { connectors, factsOf, policyDir } from '../testing.ts';
import type { CallFacts } from '../types.ts';
import { cedarComment, cedarString, cedarWords } from './cedar-text.ts';
import { draftLearned, type LearnedDraft, type Reach } from './draft.ts';
import { openLearnedFile } from './file.ts';
import { readLearned } from './read.ts';

let engine: ReloadablePolicyEngine;
let folder: string;
beforeAll(async () => {
  engine = await createPolicyEngine({ connectors, policyDir });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-learned-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const labelsOf = (facts: CallFacts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts.args).map(([name, value]) => {
      const record = value as JsonObject;
      return [
        name,
        typeof value === 'object' ? String(record?.name ?? record?.title ?? record?.id ?? name) : String(value),
      ];
    }),
  );

const draftOf = (facts: CallFacts, reach: Partial<Reach> = {}) =>
  draftLearned(
    engine,
    { facts, decision: engine.decide(facts), labels: labelsOf(facts), request: facts.request },
    { days: 30, ...reach },
  );

function drafted(facts: CallFacts, reach: Partial<Reach> = {}): LearnedDraft {
  const draft = draftOf(facts, reach);
  if (draft.kind === 'none') throw new Error(draft.why);
  return draft;
}

/** Whether calls that ask without the rule are let through by it: the rule in force in an engine of its own. */
async function inForce(draft: LearnedDraft): Promise<(facts: CallFacts) => boolean> {
  openLearnedFile(folder).write(draft.text);
  const own = await createPolicyEngine({ connectors, policyDir, userDir: folder });
  expect(own.problems()).toEqual([]);
  return (facts) => {
    expect(engine.decide(facts).verdict).toBe('ask');
    const { verdict, rules } = own.decide(facts);
    if (verdict === 'allow')
      expect(rules.map(({ id, text }) => ({ id, text }))).toEqual([{ id: draft.id, text: draft.says }]);
    return verdict === 'allow';
  };
}

const post = { tool: 'slack.chat.postMessage', args: { to: '$to-releases', text: 'v2 is out' } };

describe('a drafted rule', { timeout: 60_000 }, () => {
  it('is short, says what it allows, until when and from which request', () => {
    const draft = drafted(factsOf({ ...post, request: 'tell #releases that v2 is out' }));
    expect(draft.says).toBe('You said: always send a message to #releases, any text, until 3 April 2026.');
    expect(draft.text).toContain('// Made on 4 March 2026 for the request “tell #releases that v2 is out”');
    expect(draft.text).toContain('@lifts("writes-ask")');
    expect(draft.text).toContain('context.meta.day <= 20260403');
    expect(draft.text.length).toBeLessThan(1500);
    expect(readLearned(draft.text).map((rule) => [rule.id, rule.text, rule.actions])).toEqual([
      [draft.id, draft.says, ['slack.chat.postMessage']],
    ]);
  });

  it('is for this place, and for whatever text', async () => {
    const draft = drafted(factsOf(post));
    const lifts = await inForce(draft);
    expect(lifts(factsOf(post))).toBe(true);
    expect(lifts(factsOf({ ...post, args: { to: '$to-releases', text: 'other words' } }))).toBe(true);
    expect(lifts(factsOf({ ...post, args: { to: '$to-ana', text: 'v2 is out' } }))).toBe(false);
    expect(lifts(factsOf({ ...post, args: { to: '$to-general', text: 'v2 is out' } }))).toBe(false);
  });

  it('is for no argument more than the call had', async () => {
    const draft = drafted(factsOf(post));
    const lifts = await inForce(draft);
    for (const more of [{ broadcast: true }, { preview: false }, { as_name: 'The CEO' }])
      expect(lifts(factsOf({ ...post, args: { ...post.args, ...more } }))).toBe(false);
  });

  it('is for one account, and not for one that gets its name later', async () => {
    const draft = drafted(factsOf({ ...post, account: 'work' }));
    const lifts = await inForce(draft);
    expect(draft.says).toContain('with your account work');
    const same = factsOf({ ...post, account: 'work' });
    expect(lifts(same)).toBe(true);
    expect(lifts(factsOf(post))).toBe(false);
    expect(lifts({ ...same, account: { id: 'another', name: 'work' } })).toBe(false);
  });

  it('ends with its last day, in the person’s own zone', async () => {
    const draft = drafted(factsOf(post), { days: 7 });
    const lifts = await inForce(draft);
    expect(lifts(factsOf({ ...post, now: '2026-03-11T23:59:00-04:00' }))).toBe(true);
    expect(lifts(factsOf({ ...post, now: '2026-03-12T00:01:00-04:00' }))).toBe(false);
    expect(lifts(factsOf({ ...post, now: '2027-01-01T12:00:00-05:00' }))).toBe(false);
  });

  it('is for new records of one’s own in this account, whatever their name, and nothing more of them', async () => {
    const create = (args: JsonObject, account = 'work') => factsOf({ tool: 'stripe.customers.create', args, account });
    const draft = drafted(create({ name: 'Ines', email: 'ines@duarte.example' }));
    const lifts = await inForce(draft);
    expect(draft.says).toMatch(
      /^You said: always .+ in this account, any name and email, with your account work, until/u,
    );
    expect(lifts(create({ name: 'Ana', email: 'ana@duarte.example' }))).toBe(true);
    expect(lifts(create({ name: 'Ana', email: 'ana@duarte.example' }, 'home'))).toBe(false);
    expect(lifts(create({ name: 'Ana', balance: { minor: 1, currency: 'usd' } }))).toBe(false);
    expect(lifts(create({ name: 'Ana', payment_method: 'pm_card_visa' }))).toBe(false);
  });

  it('is for the repository of an issue, however the call names it', async () => {
    const facts = factsOf({ tool: 'github.issues.comment', args: { issue: '$issue', body: 'done' } });
    const issue = facts.args.issue as JsonObject;
    const draft = drafted(facts);
    const lifts = await inForce(draft);
    const other = (changes: JsonObject): CallFacts => ({
      ...facts,
      args: { ...facts.args, issue: { ...issue, ...changes } },
    });
    expect(lifts(other({ number: 9_999, title: 'Another' }))).toBe(true);
    expect(lifts(other({ repo: 'elsewhere' }))).toBe(false);
    expect(lifts(other({ owner: 'elsewhere' }))).toBe(false);
    const repo = { owner: issue.owner ?? '', repo: issue.repo ?? '', private: true };
    const named = (changes: JsonObject): CallFacts => ({
      ...facts,
      args: { ...facts.args, repo: { ...repo, ...changes } },
      sources: { ...facts.sources, repo: { kind: 'words', text: 'api' } },
    });
    expect(lifts(named({}))).toBe(true);
    expect(lifts(named({ repo: 'elsewhere' }))).toBe(false);
  });

  it('holds an amount to the limit, in its currency, for the same customer', async () => {
    const refund = (args: JsonObject) => factsOf({ tool: 'stripe.refunds.create', args });
    const usd = (minor: number) => ({ minor, currency: 'usd' });
    const draft = drafted(refund({ payment: '$payment-small', amount: usd(500) }));
    const lifts = await inForce(draft);
    expect(draft.says).toMatch(/^You said: always refund a payment for .+, up to \$5\.00 each, until 3 April 2026\.$/u);
    expect(draft.limit).toEqual({ minor: 500, currency: 'usd', raisable: true });
    const at = (amount: JsonObject) => lifts(refund({ payment: '$payment-small', amount }));
    expect([at(usd(500)), at(usd(1)), at(usd(501)), at({ minor: 500, currency: 'eur' })]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    // Without an amount the whole payment would go back.
    expect(lifts(refund({ payment: '$payment-small' }))).toBe(false);
  });

  it('with a higher limit lifts what asks there, and is refused where a rule denies', async () => {
    const small = factsOf({
      tool: 'stripe.refunds.create',
      args: { payment: '$payment-over-limit', amount: { minor: 500, currency: 'usd' } },
    });
    expect(drafted(small).text).toContain('@lifts("money-asks")');
    const higher = drafted(small, { maxMinor: 15_000 });
    const lifts = await inForce(higher);
    expect(higher.text).toContain('@lifts("money-asks refund-over-limit-asks")');
    const at = (minor: number) => ({ ...small, args: { ...small.args, amount: { minor, currency: 'usd' } } });
    expect(lifts(at(15_000))).toBe(true);
    expect(lifts(at(15_001))).toBe(false);
    expect(draftOf(small, { maxMinor: 2_000_000 })).toEqual({
      kind: 'none',
      why: 'That limit is too high. $20,000.00 is more than $10,000 at once, which is denied.',
    });
    for (const maxMinor of [499, 0, -1, 500.5, Number.NaN])
      expect(draftOf(small, { maxMinor })).toEqual({
        kind: 'none',
        why: 'The limit is at least what this call moves, $5.00.',
      });
    expect(draftOf(factsOf(post), { maxMinor: 100 }).kind).toBe('none');
  });

  it.each([
    ['plug-in', factsOf({ tool: 'todo.tasks.create', args: { title: 'milk' } })],
    ['taking something back', factsOf({ ...post, undoOf: 'slack.chat.update' })],
    ['second model', factsOf({ ...post, secondModel: true })],
    ['what a service returned', factsOf({ ...post, results: ['text'] })],
    ['what a service returned', factsOf({ ...post, tainted: true })],
    ['many at once', factsOf({ ...post, request: 'tell all channels' })],
    ['only for a call that asks', factsOf({ tool: 'stripe.balance.retrieve', args: {} })],
    ['no place or person', factsOf({ tool: 'github.notifications.mark_read', args: {} })],
    ['cannot see its percent off', factsOf({ tool: 'stripe.coupons.create', args: { name: 'spring' } })],
    ['always asked about', factsOf({ tool: 'github.gists.create', args: { file: 'a', content: 'b', public: true } })],
    ['always asked about', factsOf({ ...post, args: { ...post.args, as_name: 'The CEO' } })],
    ['always asked about', factsOf({ ...post, args: { ...post.args, text: 'hi <!here>' } })],
    ['cannot simply be undone', factsOf({ tool: 'slack.chat.delete', args: { message: '$message-in-releases' } })],
  ])('is not offered: %s', (why, facts) => {
    const draft = draftOf(facts);
    expect(draft.kind).toBe('none');
    if (draft.kind === 'none') expect(draft.why.toLowerCase()).toContain(why);
  });

  it('keeps no secret of the request, and no line of it gets out of the comment', () => {
    const draft = drafted(
      factsOf({
        ...post,
        request:
          'tell #releases\nthat xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx\u2028permit (principal, action, resource);',
      }),
    );
    expect(draft.text).not.toContain('abcdefghijklmnopqrstuvwx');
    expect(readLearned(draft.text).length).toBe(1);
    expect(draft.text.split('\n')[1]).toMatch(/^@id/u);
  });

  it('says the same of names that try to end a text, fill in a fact or hide', async () => {
    for (const name of ['x")\npermit (principal, action, resource); //', '{amount}', 'a\u202eb', '\\', '"', 'ü 🎉']) {
      const facts = factsOf({ ...post, args: { to: { id: name, name, type: 'channel', private: false }, text: 'hi' } });
      const draft = drafted(facts);
      const lifts = await inForce(draft);
      expect(readLearned(draft.text)).toMatchObject([{ id: draft.id, lifts: ['writes-ask'] }]);
      expect(lifts(facts)).toBe(true);
      expect(lifts(factsOf(post))).toBe(false);
      expect(draft.text).not.toContain('\u202e');
      expect(readLearned(draft.text)[0]?.text).not.toMatch(/[{}]/u);
    }
  });

  it('of the same place has the same name, whatever its limit and day', () => {
    const [first, later] = [drafted(factsOf(post)), drafted(factsOf({ ...post, now: '2026-04-04T10:00:00-04:00' }))];
    expect(later.id).toBe(first.id);
    expect(later.text).not.toBe(first.text);
    expect(drafted(factsOf({ ...post, account: 'work' })).id).not.toBe(first.id);
  });
});

/** Any character, also those that are invisible or end a line. */
const character = fc
  .integer({ min: 0, max: 0x10_ff_ff })
  .map((code) => (code >= 0xd8_00 && code <= 0xdf_ff ? '\n' : String.fromCodePoint(code)));

describe('texts in a policy', { timeout: 60_000 }, () => {
  it('come back as they were, whatever is in them', () => {
    const texts = fc.sample(fc.string({ unit: character, maxLength: 20 }), 25);
    const source = `@id("a") @says(${cedarWords(`x ${texts.join(' ')}`)}) permit (principal, action, resource) when { context.a == [${texts.map(cedarString).join(', ')}] };`;
    const answer = cedar().policyToJson(`${cedarComment(texts.join(' '))}\n${source}`);
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
    expect(JSON.stringify(answer.json.conditions)).toContain(
      JSON.stringify(texts.map((text) => ({ Value: text }))).slice(1, -1),
    );
    expect(() => cedarString('\ud800')).toThrow('half a character');
  });
});

describe('learned.cedar', { timeout: 60_000 }, () => {
  const rule = (id: string, says = 'You said: always.') =>
    `// Made today for “a”; b\n@id("${id}")\n@says("${says}")\n@lifts("writes-ask")\npermit (principal, action == Action::"slack.chat.postMessage", resource)\nwhen { context.meta.day <= 20260403 };\n`;

  it('takes rules with their comments, replaces one of the same name, and loses one', () => {
    const file = openLearnedFile(join(folder, 'policies'));
    expect([file.text(), file.rules()]).toEqual(['', []]);
    for (const id of ['learned-a', 'learned-b', 'learned-c']) file.write(file.with(id, rule(id)));
    file.write(file.with('learned-b', rule('learned-b', 'You said: other.')));
    expect(file.rules().map(({ id, text }) => `${id} ${text}`)).toEqual([
      'learned-a You said: always.',
      'learned-c You said: always.',
      'learned-b You said: other.',
    ]);
    file.write(file.without('learned-c'));
    expect(file.rules().map(({ id }) => id)).toEqual(['learned-a', 'learned-b']);
    const text = readFileSync(join(folder, 'policies', 'learned.cedar'), 'utf8');
    expect(text.match(/Made today/gu)?.length).toBe(2);
    expect(text).toContain('Rules that you made on cards');
    expect(() => file.without('learned-c')).toThrow(expect.objectContaining({ code: 'not_found' }));
    file.write(file.without('learned-a'));
    file.write(file.without('learned-b'));
    expect(file.rules()).toEqual([]);
  });

  it('holds several hundred rules', () => {
    const file = openLearnedFile(folder);
    const long = (at: number) => rule(`learned-${at}`, `You said: always ${'x'.repeat(900)}.`);
    file.write(Array.from({ length: 300 }, (_, at) => long(at)).join('\n'));
    file.write(file.with('learned-new', long(300).replace('learned-300', 'learned-new')));
    expect(file.rules().length).toBe(301);
  });

  it('that is not in order is neither added to nor taken from', () => {
    const file = openLearnedFile(folder);
    file.write('permit (principal, action, resource);');
    for (const work of [
      () => file.rules(),
      () => file.with('learned-a', rule('learned-a')),
      () => file.without('learned-a'),
    ])
      expect(work).toThrow(expect.objectContaining({ code: 'bad_input' }));
  });
});
