import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import { type AskedCall, type CallFacts, createPolicyEngine, demoAccount } from '../../../main/policy/index.ts';
import type { JsonObject, Provenance } from '../../../shared/index.ts';
import { Rng } from '../../data/index.ts';
import { vary } from './vary.ts';
import { simulateWeek } from './week.ts';

const policyDir = join(import.meta.dirname, '..', '..', '..', 'policies');
const monday = Date.parse('2026-03-09T09:00:00-04:00');

function facts(name: string, args: JsonObject): CallFacts {
  for (const connector of connectors)
    for (const tool of connector.tools)
      if (tool.name === name)
        return {
          tool,
          connector,
          account: demoAccount,
          args,
          sources: Object.fromEntries(
            Object.keys(args).map((arg): [string, Provenance] => [arg, { kind: 'words', text: arg }]),
          ),
          tainted: false,
          lookup: false,
          step: 1,
          history: null,
          request: 'please',
          now: monday,
          settings: { zone: 'America/New_York', workingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] } },
        };
  throw new Error(`no tool ${name}`);
}

const post = facts('slack.chat.postMessage', {
  to: { id: 'C1', name: 'releases', type: 'channel', private: false },
  text: 'v2 is out',
});
const comment = facts('github.issues.comment', {
  issue: { owner: 'brightloom', repo: 'api', number: 42, title: 'It breaks' },
  body: 'Fixed',
});
const read = facts('github.notifications.mark_read', {});

async function week(newPlaces: number, after = 1) {
  const engine = await createPolicyEngine({ connectors, policyDir });
  const calls = [post, comment, read].map(
    (one): AskedCall => ({ facts: one, decision: engine.decide(one), labels: {}, request: one.request }),
  );
  const { days, rules } = await simulateWeek(calls, { policyDir, monday, seed: 1, newPlaces, after });
  return { asks: days.map(({ routine }) => routine.asks), rules, friday: days.at(-1)?.routine };
}

it('a day is the same work with other words, at the same places', () => {
  const [again, other] = [
    vary(comment, { day: 2, random: new Rng(1), newPlaces: 0 }),
    vary(post, { day: 2, random: new Rng(1), newPlaces: 0 }),
  ];
  expect(again.args).toEqual({
    issue: { owner: 'brightloom', repo: 'api', number: 1044, title: 'It breaks-2' },
    body: 'Fixed 2',
  });
  expect(other.args).toEqual({ ...post.args, text: 'v2 is out 2' });
  expect(vary(post, { day: 2, random: new Rng(1), newPlaces: 1 }).args.to).toMatchObject({ id: 'C1-new-2' });
});

it('asks on Monday, and then for what no rule can be made of', { timeout: 120_000 }, async () => {
  const { asks, rules, friday } = await week(0);
  expect(asks).toEqual([3, 1, 1, 1, 1]);
  expect(rules).toBe(2);
  expect(Object.keys(friday?.why ?? {})).toEqual([expect.stringContaining('no place or person')]);
  expect((await week(0, 2)).asks).toEqual([3, 3, 1, 1, 1]);
});

it('asks about every place that is new', { timeout: 120_000 }, async () => {
  expect((await week(1)).asks).toEqual([3, 3, 3, 3, 3]);
});
