import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoApp, startDemoApp, startThimble } from '../../main/index.ts';
import { type RunView, routes, type ShippedService } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Everything that can go wrong from outside: each gets one clear sentence, an honest entry and no crash. */

const root = resolve(import.meta.dirname, '../..');
const request = 'tell #releases that web is out';
const model = scriptedModel({
  [request]: [{ tool: 'slack.chat.postMessage', args: { to: '#releases', text: 'web is out' } }],
});

let app: DemoApp;
beforeAll(async () => {
  app = await startDemoApp({ model });
  app.subscribe((event) => {
    if (event.type === 'approval.opened')
      app.agent.answer(event.approval.id, event.approval.step.decision?.callHash ?? '', {
        verdict: 'approve',
        by: 'test',
        reason: '',
      });
  });
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const run = (words = request): Promise<RunView> => app.agent.finished(app.agent.start(words).id);
const posts = () => app.received().filter((one) => one.op === 'slack.chat.postMessage');
const fault = (
  service: ShippedService,
  action: Parameters<DemoApp['composition']['demo']['addFault']>[1]['action'],
): void => app.composition.demo.addFault(service, { match: { path: /chat\.postMessage/u }, times: 1, action });

/** One sentence or two, for a person: no stack, no code, no object. */
function isPlain(text: string | null | undefined): boolean {
  return (
    typeof text === 'string' &&
    text.length > 10 &&
    text.length < 400 &&
    !/\n\s+at |undefined|\[object|Error:/u.test(text)
  );
}

describe('a request that cannot be one', () => {
  it.each([
    ['empty', '', /nothing to do/u],
    ['spaces', '   \t ', /nothing to do/u],
    ['too long', 'a'.repeat(10_000), /10,000 characters/u],
    ['control characters', 'post \u0007 in #random', /control characters/u],
    ['hidden characters', 'post \u202ehi in #random', /invisible characters/u],
  ])('%s', (_, words, sentence) => {
    expect(() => app.agent.start(words)).toThrow(sentence);
  });
  it('in another language is answered, not guessed', async () => {
    const view = await run('опубликуй в общем канале, что встреча переносится');
    expect(view).toMatchObject({ state: 'done', steps: [] });
    expect(view.say).toMatch(/English/u);
    expect(app.received()).toEqual([]);
  });
  it('that asks for nothing gets a sentence', async () => {
    const view = await run('good morning');
    expect(view.steps).toEqual([]);
    expect(isPlain(view.say)).toBe(true);
  });
});

describe('a service that', () => {
  it('revoked the token', async () => {
    fault('slack', { kind: 'respond', response: { status: 200, body: { ok: false, error: 'token_revoked' } } });
    const view = await run();
    expect(view).toMatchObject({ state: 'failed', error: { code: 'unauthorized' }, steps: [{ state: 'failed' }] });
    expect(isPlain(view.say)).toBe(true);
    expect(app.audit.show(view.steps[0]?.auditId ?? '').status).toBe('failed');
  });
  it('limits the rate says how long to wait', async () => {
    fault('slack', {
      kind: 'respond',
      response: { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '30' } },
    });
    const view = await run();
    expect(view.error).toMatchObject({ code: 'rate_limited' });
    expect(`${view.error?.message} ${view.error?.hint}`).toMatch(/30 seconds/u);
    expect(posts()).toHaveLength(1);
  });
  it('answers with a server error', async () => {
    fault('slack', { kind: 'respond', response: { status: 500, body: { ok: false, error: 'internal_error' } } });
    const view = await run();
    expect(['failed', 'unknown']).toContain(view.steps[0]?.state);
    expect(isPlain(view.say)).toBe(true);
    expect(posts()).toHaveLength(1);
  });
  it('says that it broke down half way leaves an unknown', async () => {
    fault('slack', { kind: 'respond', response: { status: 200, body: { ok: false, error: 'fatal_error' } } });
    expect(await run()).toMatchObject({ error: { code: 'outcome_unknown' }, steps: [{ state: 'unknown' }] });
  });
  it('did it but never answered leaves an unknown, and nothing is sent again', async () => {
    fault('slack', { kind: 'drop_after' });
    const view = await run();
    expect(view).toMatchObject({ state: 'failed', error: { code: 'outcome_unknown' }, steps: [{ state: 'unknown' }] });
    expect(view.error?.hint).toMatch(/before you try again/u);
    expect(posts()).toHaveLength(1);
    expect(app.audit.show(view.steps[0]?.auditId ?? '').status).toBe('unknown');
  });
  it('is unplugged', async () => {
    const other = await startDemoApp({ model });
    try {
      other.subscribe((event) => {
        if (event.type === 'approval.opened')
          other.agent.answer(event.approval.id, event.approval.step.decision?.callHash ?? '', {
            verdict: 'approve',
            by: 'test',
            reason: '',
          });
      });
      await other.composition.demo.close();
      const view = await other.agent.finished(other.agent.start(request).id);
      expect(view).toMatchObject({ state: 'failed', error: { code: 'unreachable' } });
      expect(isPlain(view.say)).toBe(true);
    } finally {
      await other.close();
    }
  });
});

describe('a machine where', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'thimble-bad-'));
  });
  const clean = (): void => rmSync(folder, { recursive: true, force: true });

  it('the model file is damaged: the app starts, says so, and does nothing', async () => {
    const resources = join(folder, 'resources');
    await cp(join(root, 'policies'), join(resources, 'policies'), { recursive: true });
    await cp(join(root, 'models/needle'), join(resources, 'models/needle'), { recursive: true });
    await cp(join(root, 'package.json'), join(resources, 'package.json'));
    writeFileSync(join(resources, 'models/needle/model.onnx'), 'not a model');
    const thimble = await startThimble({ host: 'terminal', dataDir: join(folder, 'data'), resourcesDir: resources });
    try {
      const info = await thimble.router.call(routes.app.info.name, {});
      expect(info).toMatchObject({ ok: true, data: { model: { ready: false } } });
      const preview = await thimble.router.call(routes.command.preview.name, { request });
      expect(preview).toMatchObject({ ok: true, data: { state: 'failed', error: { code: 'model_unavailable' } } });
    } finally {
      await thimble.close();
      clean();
    }
  });
  it('the data folder cannot be written: it does not start, and says why', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(
      startThimble({ host: 'terminal', dataDir: join(file, 'data'), resourcesDir: root }),
    ).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringMatching(/cannot write to its data folder/u),
    });
    clean();
  });
  it('the log is damaged: it does not start, and says what to do', async () => {
    writeFileSync(join(folder, 'audit.db'), 'this is not a database, it only has the name of one');
    await expect(startThimble({ host: 'terminal', dataDir: folder, resourcesDir: root })).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    clean();
  });
  it('there is no keychain: the demo goes on and says that keys end with the process', async () => {
    const before = process.env.DBUS_SESSION_BUS_ADDRESS;
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent';
    try {
      const thimble = await startThimble({ host: 'terminal', dataDir: folder, resourcesDir: root });
      const info = await thimble.router.call(routes.app.info.name, {});
      await thimble.close();
      expect(JSON.stringify(info)).toMatch(/in memory/u);
    } finally {
      if (before === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
      else process.env.DBUS_SESSION_BUS_ADDRESS = before;
      clean();
    }
  });
});
