import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';
import type { PastStep, Proposal, ProposedValue } from '../inference/index.ts';
import { dependsOnResults, type RunStep } from './propose.ts';
import type { AgentParts, OwnedTool } from './types.ts';

const tools = new Map<string, OwnedTool>(
  connectors.flatMap((connector) => connector.tools.map((tool) => [tool.name, { tool, connector }] as const)),
);
const call = (tool: string, args: Readonly<Record<string, ProposedValue>>): Proposal => ({
  kind: 'call',
  tool,
  args,
  confidence: 1,
  argConfidence: {},
});
const step = (tool: string, args: Readonly<Record<string, ProposedValue>>, result: Json): RunStep => ({
  tool,
  args,
  result,
});

/** Asks whether the last call depends on results, of a model that is a function of the steps. */
function depends(model: (steps: readonly PastStep[]) => Proposal, steps: readonly RunStep[]): Promise<boolean> {
  const parts = {
    shortlister: { shortlist: () => [...tools.values()].map(({ tool }) => tool) },
    settings: () => ({ zone: 'UTC' }),
    now: () => 0,
    proposer: () => ({ propose: async ({ steps: seen }: { steps: readonly PastStep[] }) => model(seen) }),
  } as unknown as AgentParts;
  return dependsOnResults(
    parts,
    (name) => tools.get(name) ?? null,
    'read #ops and star api',
    steps,
    model(steps),
    new AbortController().signal,
  );
}

const history = call('slack.conversations.history', { channel: '#ops' });
const star = call('github.repos.star', { repo: 'api' });
const ops = step('slack.conversations.history', { channel: '#ops' }, { text: 'look at web first' });

describe('dependsOnResults', () => {
  it('is no for a plan that reads nothing into what came back', async () => {
    expect(await depends((steps) => [history, star][steps.length] ?? star, [ops])).toBe(false);
  });
  it('is yes for a call that a result chose, though all its words are the person’s', async () => {
    const model = (steps: readonly PastStep[]): Proposal =>
      steps.length === 0 ? history : steps[0]?.result ? star : { kind: 'done', confidence: 1 };
    expect(await depends(model, [ops])).toBe(true);
  });
  it('is yes for a call that follows from a read that a result chose', async () => {
    const members = call('slack.conversations.members', { channel: '#ops' });
    const model = (steps: readonly PastStep[]): Proposal => {
      if (steps.length === 0) return history;
      if (steps.length === 1) return steps[0]?.result ? members : { kind: 'done', confidence: 1 };
      return star;
    };
    const second = step('slack.conversations.members', { channel: '#ops' }, []);
    expect(await depends(model, [ops, second])).toBe(true);
  });
  it('is not misled by what the person changed on an earlier card', async () => {
    const model = (steps: readonly PastStep[]): Proposal => [history, star, star][steps.length] ?? star;
    const changed: RunStep = {
      ...step('github.repos.star', { repo: 'web' }, { ok: true }),
      proposed: { repo: 'api' },
    };
    expect(await depends(model, [ops, changed])).toBe(false);
  });
});
