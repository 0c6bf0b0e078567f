import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPolicyEngine, type ReloadablePolicyEngine } from './engine.ts';
import { neverLifted } from './lift.ts';
import { readRules } from './rules.ts';
import { connectors, factsOf, policyDir } from './testing.ts';
import type { CallFacts } from './types.ts';

const post = { tool: 'slack.chat.postMessage', args: { to: '$to-releases', text: 'v2 is out' } };
const message = factsOf(post);

const old = { channel: 'C2', channel_name: 'releases', ts: '1.2', text: 'v1 is out', user: 'U1' };

const lift = (lifts: string, when = 'true', id = 'learned-post') =>
  `@id("${id}") @says("You said: always post.") @lifts("${lifts}")
   permit (principal, action == Action::"slack.chat.postMessage", resource) when { ${when} };`;

let userDir: string;
let plain: ReloadablePolicyEngine;
beforeAll(async () => {
  plain = await createPolicyEngine({ connectors, policyDir });
});
beforeEach(async () => {
  userDir = await mkdtemp(join(tmpdir(), 'thimble-lift-'));
});
afterEach(() => rm(userDir, { recursive: true }));

const write = (text: string, file = 'learned.cedar') => writeFile(join(userDir, file), text);
const start = () => createPolicyEngine({ connectors, policyDir, userDir });
const said = (engine: ReloadablePolicyEngine, facts: CallFacts) => {
  const { verdict, rules } = engine.decide(facts);
  return [verdict, ...rules.map((rule) => rule.id)];
};

describe('a permit that lifts asks', { timeout: 60_000 }, () => {
  it('lets the call through when it names every rule that asks, and says so in its own words', async () => {
    await write(lift('writes-ask'));
    const engine = await start();
    expect(engine.problems()).toEqual([]);
    expect(engine.decide(message)).toMatchObject({
      verdict: 'allow',
      rules: [{ id: 'learned-post', verdict: 'allow', text: 'You said: always post.' }],
    });
    expect(engine.policies().find(({ id }) => id === 'learned-post')).toMatchObject({
      file: 'learned.cedar',
      lifts: ['writes-ask'],
    });
  });

  it('leaves the ask where one rule that asks is not named, and where it does not match', async () => {
    const general = factsOf({ ...post, args: { to: '$to-general', text: 'hi' } });
    await write(lift('writes-ask'));
    const engine = await start();
    expect(said(engine, general)).toEqual(['ask', 'general-asks', 'writes-ask']);
    await write(lift('writes-ask general-asks', 'context.args.text == "hi"'));
    await engine.reload();
    expect(said(engine, general)).toEqual(['allow', 'learned-post']);
    expect(said(engine, message)[0]).toBe('ask');
    expect(said(engine, factsOf({ tool: 'slack.chat.update', args: { message: old, text: 'hi' } }))[0]).toBe('ask');
  });

  it('adds up with others', async () => {
    await write(`${lift('writes-ask')} ${lift('general-asks', 'true', 'learned-general')}`);
    const engine = await start();
    const general = factsOf({ ...post, args: { to: '$to-general', text: 'hi' } });
    expect(said(engine, general)).toEqual(['allow', 'learned-post', 'learned-general']);
    expect(said(engine, message)).toEqual(['allow', 'learned-post']);
  });

  it('permits nothing by itself', async () => {
    const ask = '@id("asks") @says("Asks.") @decision("ask") forbid (principal, action, resource);';
    await write(lift('asks'));
    const engine = await createPolicyEngine({ connectors, files: [{ file: 'test.cedar', text: ask }], userDir });
    expect(engine.problems()).toEqual([]);
    expect(said(engine, message)).toEqual(['deny', 'nothing-allows']);
  });

  it('does not touch a denial', async () => {
    await write(lift('writes-ask secrets-denied'));
    const engine = await start();
    const card = factsOf({ ...post, args: { to: '$to-releases', text: 'it is 378282246310005' } });
    expect(said(engine, card)).toEqual(['deny', 'secrets-denied']);
  });

  it('that cannot be evaluated denies', async () => {
    await write(lift('writes-ask', 'context.meta.step + 9223372036854775807 > 5'));
    expect(said(await start(), message)).toEqual(['deny', 'policy-error']);
  });
});

describe('what always asks', { timeout: 60_000 }, () => {
  const never: readonly (readonly [string, CallFacts])[] = [
    ['tainted-asks', factsOf({ ...post, tainted: true })],
    ['second-model-asks', factsOf({ ...post, secondModel: true })],
    ['undo-asks', factsOf({ ...post, undoOf: 'slack.chat.update' })],
    ['many-asks', factsOf({ ...post, request: 'tell all channels that v2 is out' })],
    ['plugin-asks', factsOf({ tool: 'todo.tasks.create', args: { title: 'milk' } })],
  ];

  it.each(never)('%s: a file that would lift it does not load', (id, facts) => {
    expect(neverLifted).toContain(id);
    expect(plain.decide(facts).rules.map((rule) => rule.id)).toContain(id);
    expect(() => readRules({ file: 'mine.cedar', text: lift(`writes-ask ${id}`) })).toThrow(
      `would lift "${id}", which always asks`,
    );
  });

  it.each(never)('%s: not even when a rule of the person’s own asks in its place', async (id, facts) => {
    await write(
      `@id("${id}") @says("Nothing.") @decision("ask") forbid (principal, action, resource) when { context.meta.step > 99 };
       @id("mine") @says("Mine asks.") @decision("ask") forbid (principal, action, resource) when { context.meta.effect != "read" };
       @id("lifts") @says("All.") @lifts("writes-ask mine") permit (principal, action, resource);`,
      'mine.cedar',
    );
    const engine = await start();
    expect(engine.problems()).toEqual([]);
    expect(engine.decide(facts).verdict).toBe('ask');
    expect(engine.decide(message).verdict).toBe('allow');
  });

  it.each([
    ['refund-fraud-asks', { tool: 'stripe.refunds.create', args: { payment: '$payment-small', reason: 'fraudulent' } }],
    ['other-name-asks', { ...post, args: { ...post.args, as_name: 'The CEO' } }],
    ['notify-all-asks', { ...post, args: { ...post.args, text: 'hello <!channel>' } }],
    ['destructive-asks', { tool: 'slack.chat.delete', args: { message: old } }],
    ['public-gist-asks', { tool: 'github.gists.create', args: { file: 'a.txt', content: 'a', public: true } }],
  ] as const)('%s carries @lift("never")', async (id, call) => {
    const facts = factsOf(call);
    const engine = await start();
    const asking = engine.decide(facts).rules.map((rule) => rule.id);
    expect(asking).toContain(id);
    await write(lift(asking.join(' ')).replace('slack.chat.postMessage', call.tool));
    await engine.reload();
    expect(engine.problems()).toEqual([]);
    expect(engine.decide(facts).verdict).toBe('ask');
  });

  it('a rule of one’s own can say so too', async () => {
    await write(
      '@id("mine") @says("Mine asks.") @decision("ask") @lift("never") forbid (principal, action in Action::"slack", resource) when { context.meta.effect == "write" };',
      'mine.cedar',
    );
    await write(lift('writes-ask mine'));
    expect(said(await start(), message)[0]).toBe('ask');
  });
});

describe('learned.cedar', { timeout: 60_000 }, () => {
  it.each([
    ['a rule that asks', '@id("learned-a") @says("A.") @decision("ask") forbid (principal, action, resource);'],
    ['a plain permit', '@id("learned-a") @says("A.") permit (principal, action, resource);'],
    ['a permit of every tool', lift('writes-ask').replace('action == Action::"slack.chat.postMessage"', 'action')],
    ['a name of the default set', lift('writes-ask', 'true', 'writes-ask')],
    ['a name that is taken', `${lift('writes-ask')} ${lift('writes-ask')}`],
    ['what cannot be read', 'permit (principal'],
    ['a fact that does not exist', lift('writes-ask', 'context.meta.nothing')],
    ['a tool that does not exist', lift('writes-ask').replace('postMessage', 'postMesage')],
  ])('with %s counts for nothing, and the other rules stay in force', async (_, text) => {
    await write(
      '@id("no-stars") @says("No stars.") forbid (principal, action == Action::"github.repos.star", resource);',
      'mine.cedar',
    );
    await write(`${lift('writes-ask', 'true', 'learned-fine')} ${text}`);
    const engine = await start();
    expect(engine.problems()).toEqual([expect.stringMatching(/learned\.cedar.*None of the rules that you made/u)]);
    expect(said(engine, message)).toEqual(['ask', 'writes-ask']);
    expect(said(engine, factsOf({ tool: 'github.repos.star', args: { repo: '$repo' } }))).toEqual(['deny', 'no-stars']);
  });

  it('that loses a rule loses it at once, also while another file is broken', async () => {
    await write(lift('writes-ask'));
    const engine = await start();
    expect(engine.decide(message).verdict).toBe('allow');
    await write('forbid (', 'mine.cedar');
    await engine.reload();
    expect(engine.decide(message).verdict).toBe('allow');
    await write('');
    await engine.reload();
    expect(engine.problems()[0]).toContain('mine.cedar');
    expect(engine.decide(message).verdict).toBe('ask');
  });

  it('does not get past a broken file of the person’s own at the start', async () => {
    await write('forbid (', 'mine.cedar');
    await write(lift('writes-ask'));
    expect(said(await start(), message)).toEqual(['ask', 'broken-file']);
  });
});

it.each([
  ['@lifts("writes-ask") forbid (principal, action, resource);', 'only a permit'],
  ['@lifts("") permit (principal, action, resource);', 'without the ids'],
  ['@lifts("Writes, ask") permit (principal, action, resource);', 'without the ids'],
  ['@lift("never") permit (principal, action, resource);', 'only a rule that asks'],
  ['@lift("never") forbid (principal, action, resource);', 'only a rule that asks'],
  ['@decision("ask") @lift("maybe") forbid (principal, action, resource);', 'only as @lift("never")'],
])('%s is refused', (text, why) => {
  expect(() => readRules({ file: 'mine.cedar', text: `@id("a") @says("A.") ${text}` })).toThrow(why);
});
