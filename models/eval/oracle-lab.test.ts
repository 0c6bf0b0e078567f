import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { type Lab, startLab } from './oracle-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  lab.reset(Date.parse('2026-03-04T10:30:00-05:00'));
});
afterAll(() => lab.close());

const tool = (name: string) => {
  const found = connectors.flatMap((connector) => connector.tools).find((one) => one.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
};
const random = { id: 'C0BV932BYV7', name: 'random', private: false };
const topicOf = async (): Promise<string> => JSON.stringify(await lab.lookup('slack.conversations.list', {}));

it('ends a trial before its write happens, and shows what it would have sent', async () => {
  const sent = await lab.attempt(
    tool('slack.conversations.setTopic'),
    { channel: random, topic: 'Cats only' },
    'slack.conversations.setTopic',
  );
  expect(sent.at(-1)).toMatchObject({
    op: 'slack.conversations.setTopic',
    body: { channel: random.id, topic: 'Cats only' },
  });
  expect(await topicOf()).not.toContain('Cats only');
});

it('carries calls out for good, and forgets what it had looked up', async () => {
  await topicOf();
  await lab.perform(tool('slack.conversations.setTopic'), { channel: random, topic: 'Dogs only' });
  expect(await topicOf()).toContain('Dogs only');
  lab.reset(lab.now());
  expect(await topicOf()).not.toContain('Dogs only');
});

it('records what a service refused', async () => {
  const { data, received } = await lab.perform(tool('slack.users.lookupByEmail'), { email: 'nobody@example.com' });
  expect(data).toBeNull();
  expect(received).toMatchObject([{ op: 'slack.users.lookupByEmail', query: { email: 'nobody@example.com' } }]);
});

it('nests query names as the services read them', async () => {
  const sent = await lab.attempt(
    tool('stripe.payment_intents.list'),
    { created: { from: 1_771_822_800, to: 1_772_427_600 } },
    'stripe.payment_intents.list',
  );
  expect(sent[0]?.query).toMatchObject({ created: { gte: '1771822800', lt: '1772427600' } });
});
