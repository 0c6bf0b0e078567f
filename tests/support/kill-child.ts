import { startDemoApp } from '../../main/index.ts';
import { scriptedModel } from './scripted-model.ts';

/** Posts messages one after the other until it is killed; its services run in the parent. Prints a line when ready. */

const { origins, tokens, dataDir, prefix } = JSON.parse(process.env.THIMBLE_KILL_TEST ?? '{}');
const request = (n: number): string => `tell #releases that release ${prefix}-${n} is out`;
const scripts = Object.fromEntries(
  Array.from({ length: 500 }, (_, n) => [
    request(n),
    [{ tool: 'slack.chat.postMessage', args: { to: '#releases', text: `release ${prefix}-${n} is out` } }],
  ]),
);
const app = await startDemoApp({
  dataDir,
  model: scriptedModel(scripts),
  demo: {
    id: 'of-the-parent',
    origins,
    tokens,
    received: () => [],
    reset: () => undefined,
    addFault: () => undefined,
    close: async () => undefined,
    // The parent holds the services; nothing here asks for their state.
    emulators: {} as never,
  },
});
app.setNow(Date.now());
app.subscribe((event) => {
  if (event.type === 'approval.opened')
    app.agent.answer(event.approval.id, event.approval.step.decision?.callHash ?? '', {
      verdict: 'approve',
      by: 'test',
      reason: '',
    });
});
// Nothing is loaded any more once it is ready: the sandbox runs, the model has answered.
await app.composition.sandbox.ready();
await app.agent.preview(request(0));
console.log('ready');
for (let n = 0; n < 500; n++) await app.agent.finished(app.agent.start(request(n)).id);
