import { describe, expect, it } from 'vitest';
import { callFunctions } from './call-functions.ts';
import { type FunctionSchema, functionSchema } from './functions.ts';
import type { Proposal, ProposeInput, Proposer } from './types.ts';

const when = { now: '2026-03-04T10:30:00-05:00', zone: 'America/New_York' };
const weather = functionSchema.parse({
  name: 'weather.now',
  description: 'The weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city'],
  },
});
const call = (city: string, confidence = 0.5): Proposal => ({
  kind: 'call',
  tool: 'weather.now',
  args: { city, days: 'three' },
  confidence,
  argConfidence: {},
});
const done: Proposal = { kind: 'done', confidence: 0.5 };

/** Answers from a list, then says done, and keeps what it was asked. */
function scripted(answers: readonly Proposal[]) {
  const asked: ProposeInput[] = [];
  const proposer: Proposer = {
    info: { name: 'script', device: 'none', parameters: 0 },
    propose: async (input) => {
      asked.push({ ...input, steps: [...input.steps] });
      return answers[asked.length - 1] ?? done;
    },
    close: async () => undefined,
  };
  return { asked, model: { proposer, intent: null } };
}
const ask = (model: ReturnType<typeof scripted>['model'], functions: readonly FunctionSchema[] = [weather]) =>
  callFunctions(model, 'weather in Oslo and Rome', functions, when);

describe('callFunctions', () => {
  it('asks until nothing is left, and types the arguments', async () => {
    const { model, asked } = scripted([call('Oslo'), call('Rome')]);
    expect(await ask(model)).toEqual({
      calls: [
        { name: 'weather.now', arguments: { city: 'Oslo', days: 3 } },
        { name: 'weather.now', arguments: { city: 'Rome', days: 3 } },
      ],
      confidence: 0.125,
    });
    expect(asked.map(({ steps }) => steps)).toEqual([
      [],
      [{ tool: 'weather.now', args: { city: 'Oslo', days: 'three' }, result: null }],
      [
        { tool: 'weather.now', args: { city: 'Oslo', days: 'three' }, result: null },
        { tool: 'weather.now', args: { city: 'Rome', days: 'three' }, result: null },
      ],
    ]);
  });

  it('calls nothing where none fits', async () => {
    const { model } = scripted([{ kind: 'none', reason: 'not_a_request', confidence: 0.9 }]);
    expect(await ask(model)).toEqual({ calls: [], confidence: 0.9 });
  });

  it('stops after twelve calls', async () => {
    const { model, asked } = scripted(Array.from({ length: 20 }, (_, at) => call(`City ${at}`, 1)));
    expect((await ask(model)).calls).toHaveLength(12);
    expect(asked).toHaveLength(12);
  });

  it('picks among more functions than the model sees', async () => {
    const others = Array.from({ length: 20 }, (_, at) =>
      functionSchema.parse({ name: `other_${at}`, description: 'Something else altogether' }),
    );
    const { model, asked } = scripted([]);
    await ask(model, [...others, weather]);
    expect(asked[0]?.tools.map(({ name }) => name)).toContain('weather.now');
    expect(asked[0]?.tools.length).toBeLessThanOrEqual(8);
  });

  it('offers the first of two that have the same name', async () => {
    const { model, asked } = scripted([]);
    await ask(model, [weather, { ...weather, description: 'Another' }]);
    expect(asked[0]?.tools.map(({ description }) => description)).toEqual(['The weather of a city']);
  });

  it('refuses a call of what it did not offer', async () => {
    await expect(ask(scripted([{ ...call('Oslo'), tool: 'other' } as Proposal]).model)).rejects.toThrow(
      'was not offered',
    );
  });
});
