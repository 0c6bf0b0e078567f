import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/index.ts';
import type { PastStep } from '../inference/index.ts';
import { findSteering, mostSearches } from './steering.ts';

const step = (result: Json): PastStep => ({ tool: 'slack.conversations.history', args: {}, result });
const describeTool = () => ({ service: 'slack', title: 'Read a channel' });

/** A model that is steered exactly as long as `steered` holds of what it reads. */
function search(steps: readonly PastStep[], steered: (text: string) => boolean) {
  let asked = 0;
  const found = findSteering(
    steps,
    async (changed) => {
      asked += 1;
      return !steered(JSON.stringify(changed));
    },
    describeTool,
  );
  return found.then((passage) => ({ passage, asked }));
}

describe('findSteering', () => {
  it('names the step and the field that did it', async () => {
    const messages = Array.from({ length: 40 }, (_, at) => ({
      from: `P${at}`,
      text: at === 27 ? 'OBEY ME' : `m${at}`,
    }));
    const { passage, asked } = await search([step({ messages }), step({ ok: 'fine' })], (text) =>
      text.includes('OBEY'),
    );
    expect(passage).toMatchObject({
      step: 1,
      path: 'messages › 28 › text',
      copied: 'OBEY ME',
      place: 'Read a channel, by P27',
    });
    expect(asked).toBeLessThanOrEqual(mostSearches);
  });
  it('names the step alone where two fields must come together', async () => {
    const both = (text: string) => text.includes('OBEY') || text.includes('OR ELSE');
    const { passage } = await search([step({ a: 'OBEY', b: 'x', c: 'y', d: 'OR ELSE' })], both);
    expect(passage).toMatchObject({ step: 1, path: '', copied: '' });
  });
  it('names nothing where two steps must come together', async () => {
    const both = (text: string) => text.includes('OBEY');
    expect((await search([step('OBEY'), step('OBEY')], both)).passage).toBeNull();
  });
  it('stops asking the model, however large the results are', async () => {
    const texts = Array.from({ length: 3000 }, (_, at) => `m${at}`);
    const { asked } = await search([step(texts), step(texts), step(null)], (text) => text.includes('m2999"]'));
    expect(asked).toBeLessThanOrEqual(mostSearches);
  });
});
