import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import type { CallFacts, CallHistory, Decision, HistoryQuery } from '../policy/index.ts';
import { demoAccount } from '../policy/index.ts';
import { type CallInput, decide } from './decide.ts';
import type { AgentParts } from './types.ts';

const connector = connectors.find(({ service }) => service === 'slack');
const tool = connector?.tools.find(({ name }) => name === 'slack.chat.postMessage');
if (!connector || !tool) throw new Error('Slack has no postMessage');

const call: CallInput = {
  tool,
  connector,
  account: demoAccount,
  args: { to: { id: 'C1', name: 'general', type: 'channel', private: false }, text: 'hi' },
  sources: {},
  tainted: false,
  lookup: false,
  step: 1,
  request: 'say hi in #general',
};

/** Decides with a log that is asked by `history`; gives what the policies were handed. */
function handed(history: (query: HistoryQuery) => CallHistory, zone = 'America/New_York'): CallFacts {
  const seen: CallFacts[] = [];
  const parts = {
    now: () => Date.parse('2026-03-04T15:30:00Z'),
    settings: () => ({ zone }),
    demo: () => 'one',
    audit: { history },
    policy: {
      decide: (facts: CallFacts): Decision => {
        seen.push(facts);
        return {} as Decision;
      },
    },
  } as unknown as AgentParts;
  decide(parts, call);
  const [facts] = seen;
  if (!facts) throw new Error('policy was not asked');
  return facts;
}

describe('decide', () => {
  it('asks the log about the very call, where it happens and in the person’s day', () => {
    const queries: HistoryQuery[] = [];
    handed((query) => {
      queries.push(query);
      throw new Error('enough');
    });
    expect(queries).toMatchObject([
      {
        scope: 'demo/one',
        place: 'demo/one',
        tool: 'slack.chat.postMessage',
        money: null,
        recipients: [{ key: 'slack.channel:C1', name: '#general' }],
        dayStart: Date.parse('2026-03-04T05:00:00Z'),
        dayEnd: Date.parse('2026-03-05T05:00:00Z'),
      },
    ]);
  });

  it('hands over that nothing is known when the log or the day cannot be read', () => {
    const broken = (): never => {
      throw new Error('disk');
    };
    expect(handed(broken).history).toBeNull();
    expect(handed(() => ({ dayChanges: 1 }) as CallHistory, 'Mars/Olympus').history).toBeNull();
  });
});
