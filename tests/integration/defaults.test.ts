import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoApp, startDemoApp } from '../../main/index.ts';

/** The default channel of the settings, through the whole app: named on the card, and asked about like any channel. */
describe('the default channel', () => {
  let app: DemoApp;
  beforeAll(async () => {
    app = await startDemoApp({ settings: { defaults: { githubOwner: '', slackChannel: 'releases' } } });
  });
  afterAll(() => app?.close());

  it('is where “the channel” is, and the write still asks', async () => {
    const view = await app.agent.preview('/slack.chat.postMessage to: the channel, text: hello', 'test');
    const [step] = view.steps;
    expect(step?.args.find((arg) => arg.name === 'to')).toMatchObject({
      label: '#releases',
      source: { kind: 'person', text: 'the channel' },
    });
    expect(step?.decision?.verdict).toBe('ask');
    expect(app.received().filter((request) => request.op === 'slack.chat.postMessage')).toEqual([]);
  });
  it('is not used where a channel is named', async () => {
    const view = await app.agent.preview('/slack.chat.postMessage to: #general, text: hello', 'test');
    expect(view.steps[0]?.args.find((arg) => arg.name === 'to')?.label).toBe('#general');
  });
});
