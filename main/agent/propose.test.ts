import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { createShortlister, type Proposer } from '../inference/index.ts';
import { proposeNext, withoutEchoes } from './propose.ts';
import { toolFinder } from './tools.ts';
import type { AgentParts } from './types.ts';

it('hands the proposer no tool that it cannot name', async () => {
  const handed: string[] = [];
  const proposer = {
    names: (tool: string) => tool.startsWith('slack.'),
    propose: async (input) => {
      handed.push(...input.tools.map((tool) => tool.name));
      return { kind: 'none', reason: 'not_a_request', confidence: 1 };
    },
  } satisfies Pick<Proposer, 'names' | 'propose'>;
  const parts = {
    proposer: () => proposer,
    shortlister: createShortlister(connectors.flatMap((connector) => connector.tools)),
    settings: () => ({ zone: 'UTC' }),
    now: () => 0,
  } as unknown as AgentParts;
  const find = toolFinder(() => connectors);
  await proposeNext(parts, find, 'refund a payment and post a message', [], new AbortController().signal);
  expect(handed).toContain('slack.chat.postMessage');
  expect(handed.filter((name) => !name.startsWith('slack.'))).toEqual([]);
});

describe('withoutEchoes', () => {
  const tool = connectors
    .find((one) => one.service === 'slack')
    ?.tools.find((one) => one.name === 'slack.conversations.rename');
  if (!tool) throw new Error('no such tool');
  const kept = (request: string, args: Record<string, string>) => withoutEchoes({ tool }, args, request);

  it('drops text that is another argument said once', () => {
    expect(kept('rename #design', { channel: '#design', name: 'design' })).toEqual({ channel: '#design' });
  });
  it('keeps text that stands elsewhere, or twice', () => {
    expect(kept('rename #design to studio', { channel: '#design', name: 'studio' })).toHaveProperty('name');
    expect(kept('rename #design to design', { channel: '#design', name: 'design' })).toHaveProperty('name');
  });
});
