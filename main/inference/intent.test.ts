import { describe, expect, it } from 'vitest';
import { connectors, type ToolDefinition } from '../../connectors/index.ts';
import type { Reading, SentenceEncoder } from './encoder.ts';
import { createIntentModel } from './intent.ts';
import { toolText } from './tool-text.ts';

const tools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);
const [first, second] = tools as [ToolDefinition, ToolDefinition];

const reading = (vector: Float32Array): Reading => ({ vector, states: vector, width: 2, spans: [[0, 0]] });

/** Two dimensions: how much a text is about refunds, and the rest. */
function encoder(): SentenceEncoder & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async read(text) {
      asked.push(text);
      return reading(/refund/iu.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1));
    },
    close: async () => undefined,
  };
}
const shape = { tools: [first.name, second.name], scale: 10, bias: [0, 0, 0] };
const vectors = Float32Array.of(10, 0, 0, 10, -5, -5);

describe('createIntentModel', () => {
  it('gives probabilities over the tools and none of them', async () => {
    const intent = await createIntentModel(encoder(), shape, vectors).judge('refund Bo', [first, second]);
    expect(Math.exp(intent.of(first.name))).toBeGreaterThan(0.99);
    const total = Math.exp(intent.of(first.name)) + Math.exp(intent.of(second.name)) + Math.exp(intent.none);
    expect(total).toBeCloseTo(1, 6);
    expect(intent.of('no.such.tool')).toBe(-Infinity);
  });
  it('judges a tool that nobody trained on by its own words', async () => {
    const unknown = { ...second, name: 'shop.refunds.make', title: 'Refund an order' };
    const model = createIntentModel(encoder(), shape, vectors);
    const near = await model.judge('refund the order', [second, unknown]);
    expect(near.of(unknown.name)).toBeGreaterThan(near.of(second.name));
    const far = await model.judge('post a message', [second, unknown]);
    expect(far.of(second.name)).toBeGreaterThan(far.of(unknown.name));
  });
  it('embeds a text once, and again after a failure', async () => {
    const one = encoder();
    const model = createIntentModel(one, shape, vectors);
    await Promise.all([model.judge('refund', [first]), model.judge('refund', [second])]);
    expect(one.asked).toEqual(['refund']);
    let failing = true;
    const shaky = createIntentModel(
      {
        read: async () => {
          if (failing) throw new Error('stopped');
          return reading(Float32Array.of(1, 0));
        },
        close: async () => undefined,
      },
      shape,
      vectors,
    );
    await expect(shaky.judge('x', [first])).rejects.toThrow('stopped');
    failing = false;
    await expect(shaky.judge('x', [first])).resolves.toBeDefined();
  });
  it('refuses parts that do not fit together', () => {
    expect(() => createIntentModel(encoder(), shape, Float32Array.of(1, 2, 3, 4))).toThrow(RangeError);
    expect(() => createIntentModel(encoder(), { ...shape, bias: [0] }, vectors)).toThrow(RangeError);
  });
  it('reads of every tool its service, title and description', () => {
    for (const tool of tools) expect(toolText(tool)).toMatch(/^[a-z]+: .+\. .+/u);
  });
});
