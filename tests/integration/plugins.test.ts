import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunView } from '../../shared/index.ts';
import { type PluginApp, serveTodo, startPluginApp } from '../support/plugin-app.ts';

/** The example plug-in over the real rooms: installed, connected, decided, run in its sandbox, undone, removed. */

const example = resolve(import.meta.dirname, '../../examples/todo-connector');
const token = 'todo_0123456789';

let todo: Awaited<ReturnType<typeof serveTodo>>;
let folder: string;
let app: PluginApp;

beforeAll(async () => {
  todo = await serveTodo(token);
  folder = mkdtempSync(join(tmpdir(), 'thimble-todo-'));
  cpSync(example, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'thimble.json'), 'utf8'));
  writeFileSync(join(folder, 'thimble.json'), JSON.stringify({ ...manifest, origin: todo.origin }));
  app = await startPluginApp();
  await app.install(folder);
  await app.composition.accounts.connect('todo', { token });
});
afterAll(async () => {
  await app?.close();
  await todo?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  app.answer = (approval) => app.approve(approval);
  todo.service.received.length = 0;
});

const step = (view: RunView) => view.steps[0];
const entry = (view: RunView) => app.composition.audit.show(step(view)?.auditId ?? '');
const titled = (title: string) => [...todo.service.tasks.values()].find((task) => task.title === title);

describe('the example', () => {
  it('has the script that its source builds', async () => {
    const built = await build({
      entryPoints: [join(example, 'src/connector.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'connector',
      platform: 'neutral',
      target: 'es2024',
      absWorkingDir: example,
    });
    expect(readFileSync(join(example, 'connector.js'), 'utf8')).toBe(built.outputFiles[0]?.text);
  });

  it('was connected under its owner’s name, and the log tells of it', () => {
    const { services } = app.composition.accounts.view();
    expect(services.find(({ service }) => service === 'todo')?.accounts).toMatchObject([
      { name: 'Home', owner: 'Noa Sander' },
    ]);
  });
});

describe('a call', () => {
  it('that reads asks first, and shows what came back', async () => {
    const view = await app.run('/todo.tasks.search words: plants');
    expect(step(view)).toMatchObject({
      state: 'succeeded',
      effect: 'read',
      effectText: 'Todo plug-in: Find the tasks about “plants”',
      decision: { verdict: 'ask', rules: [{ id: 'plugin-asks' }] },
      result: { tasks: [{ title: 'Water the plants', list: 'Inbox' }] },
    });
    expect(app.cards.at(-1)?.step.tool).toBe('todo.tasks.search');
    expect(entry(view)).toMatchObject({ service: 'todo', status: 'succeeded', account: 'Home' });
  });

  it('that is refused sends nothing', async () => {
    app.answer = (approval) =>
      void app.composition.agent.answer(approval.id, approval.step.decision?.callHash ?? '', {
        verdict: 'deny',
        by: 'test',
        reason: '',
      });
    expect(await app.run('/todo.lists.all')).toMatchObject({ state: 'stopped', steps: [{ state: 'refused' }] });
    expect(todo.service.received).toEqual([]);
  });

  it('that writes is resolved by the usual rules, runs once, and can be taken back', async () => {
    const view = await app.run('/todo.tasks.create title: buy milk, list: Errands, due: tomorrow at 9, priority: High');
    expect(step(view)).toMatchObject({ state: 'succeeded', summary: 'Todo plug-in: Added “buy milk” to Errands' });
    expect(step(view)?.args.map(({ name, source }) => [name, source.kind])).toEqual([
      ['title', 'person'],
      ['list', 'person'],
      ['due', 'person'],
      ['priority', 'person'],
    ]);
    expect(titled('buy milk')).toMatchObject({ list: 'Errands', due: '2026-03-05T09:00:00-05:00', priority: 'high' });
    const writes = todo.service.received.filter(({ method }) => method === 'POST');
    expect(writes).toEqual([
      { method: 'POST', path: '/v1/tasks', idempotencyKey: expect.stringMatching(/^thimble-/u) },
    ]);
    const undone = await app.undo(step(view)?.auditId ?? '');
    expect(step(undone)).toMatchObject({
      tool: 'todo.tasks.delete',
      state: 'succeeded',
      effect: 'destructive',
      decision: { verdict: 'ask' },
    });
    expect(titled('buy milk')).toBeUndefined();
  });

  it('of which the service says no fails with its words', async () => {
    const view = await app.run('/todo.tasks.create title: x, list: Nowhere');
    expect(step(view)).toMatchObject({
      state: 'failed',
      error: { code: 'not_found', message: 'Todo answered: There is no list called Nowhere.' },
    });
    expect(step(await app.run('/todo.tasks.complete task: nothing'))).toMatchObject({
      state: 'failed',
      error: { message: 'Todo plug-in: There is no open task called “nothing”.' },
    });
  });

  it('lacks nothing that it needs, or says what', async () => {
    expect((await app.run('/todo.tasks.create due: tomorrow')).say).toMatch(/missing: what is to be done/u);
    expect((await app.run('/todo.tasks.create title: x, priority: soon')).say).toMatch(
      /Choose one of low, normal, high/u,
    );
    expect((await app.run('/todo.tasks.create title: x, due: someday')).say).toMatch(/someday/u);
    expect(todo.service.received).toEqual([]);
  });

  it('can be allowed by a rule of the person’s own', async () => {
    const lax = await startPluginApp({ keychain: app.keychain });
    try {
      await lax.install(folder);
      await lax.composition.accounts.connect('todo', { token, name: 'Mine' });
      const policies = join(lax.dataDir, 'policies');
      cpSync(resolve(import.meta.dirname, '../../policies/plugins.cedar'), join(policies, 'mine.cedar'));
      const text = readFileSync(join(policies, 'mine.cedar'), 'utf8');
      writeFileSync(
        join(policies, 'mine.cedar'),
        text.replaceAll(
          'when { !context.meta.shipped };',
          'when { !context.meta.shipped && !(action in Action::"todo.lists") };',
        ),
      );
      // Installing again, as any change of the plug-ins, reads the rules again.
      await lax.install(folder);
      expect(lax.composition.policy.problems()).toEqual([]);
      expect(step(await lax.run('/todo.lists.all'))).toMatchObject({
        state: 'succeeded',
        decision: { verdict: 'allow' },
      });
      expect(step(await lax.run('/todo.tasks.search words: x'))).toMatchObject({ decision: { verdict: 'ask' } });
    } finally {
      await lax.close();
    }
  });
});

describe('values', () => {
  it('of every kind are read by rule alone, with no look-up anywhere', async () => {
    const said: Record<string, [kind: string, words: string, value: unknown]> = {
      a: ['text', 'buy, milk', 'buy, milk'],
      b: ['email', 'Noa <noa@example.com>'.slice(4), 'noa@example.com'],
      c: ['url', 'example.com/x', 'https://example.com/x'],
      d: ['integer', 'five', 5],
      e: ['number', '2.5', 2.5],
      f: ['percent', 'half', 50],
      g: ['enum', 'In Progress', 'in_progress'],
      h: ['boolean', 'yes', true],
      i: ['currency', 'euros', 'eur'],
      j: ['amount', '$5', { minor: 500, currency: 'usd' }],
      k: ['duration', 'two hours', { seconds: 7200 }],
      l: ['when', 'tomorrow at 9', { iso: '2026-03-05T09:00:00-05:00', epoch: 1_772_719_200 }],
      m: ['date', 'Friday', '2026-03-06'],
      n: ['period', 'last week', { from: expect.any(Number), to: expect.any(Number) }],
      o: ['text', 'one, two', ['one', 'two']],
    };
    const params = Object.entries(said).map(([name, [kind]]) => [
      name,
      {
        kind,
        description: kind,
        required: true,
        ...(kind === 'enum' ? { values: ['open', 'in_progress'] } : {}),
        ...(name === 'o' ? { many: true } : {}),
      },
    ]);
    const odd = mkdtempSync(join(tmpdir(), 'thimble-kinds-'));
    const tool = { name: 'kinds.all.take', title: 'Take', description: 'Takes.', effect: 'read', text: 'Take {a}' };
    writeFileSync(
      join(odd, 'thimble.json'),
      JSON.stringify({
        format: 1,
        name: 'kinds',
        title: 'Kinds',
        version: '1.0.0',
        origin: todo.origin,
        auth: { credential: 'none' },
        permissions: ['nothing'],
        tools: [{ ...tool, params: Object.fromEntries(params) }],
      }),
    );
    writeFileSync(
      join(odd, 'connector.js'),
      'var connector = { run: async (tool, json) => ({ data: JSON.parse(json), summary: "took" }) };',
    );
    await app.install(odd);
    const line = Object.entries(said).map(([name, [, words]]) => `${name}: ${words}`);
    const view = await app.run(`/kinds.all.take ${line.join(', ')}`);
    expect(view.say ?? '').toBe('Kinds plug-in: took.');
    expect(step(view)?.result).toEqual(
      Object.fromEntries(Object.entries(said).map(([name, [, , value]]) => [name, value])),
    );
    const entries = app.composition.audit.list({ lookups: true }, undefined, 200).entries;
    expect(entries.filter(({ lookup }) => lookup)).toEqual([]);
    await app.composition.plugins.remove('kinds');
    rmSync(odd, { recursive: true, force: true });
  });
});

describe('the life of a plug-in', () => {
  it('does not run a call that was approved before an update with the code of after it', async () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'thimble.json'), 'utf8'));
    const next = mkdtempSync(join(tmpdir(), 'thimble-next-'));
    writeFileSync(join(next, 'thimble.json'), JSON.stringify({ ...manifest, version: '1.0.1' }));
    cpSync(join(folder, 'connector.js'), join(next, 'connector.js'));
    let updated: Promise<void> | null = null;
    app.answer = (approval) => {
      updated = app.install(next).then(() => app.approve(approval));
    };
    const view = await app.run('/todo.tasks.create title: too late');
    await updated;
    expect(step(view)).toMatchObject({ state: 'denied', decision: { rules: [{ id: 'unknown-tool' }] } });
    expect(todo.service.received).toEqual([]);
    app.answer = (approval) => app.approve(approval);
    expect(step(await app.run('/todo.lists.all'))).toMatchObject({
      state: 'succeeded',
      account: expect.stringContaining('Home'),
    });
    rmSync(next, { recursive: true, force: true });
  });

  it('is in use after a restart, with its account', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'thimble-restart-'));
    const first = await startPluginApp({ dataDir, keychain: app.keychain });
    await first.install(folder);
    await first.composition.accounts.connect('todo', { token, name: 'Twice' });
    await first.close();
    const second = await startPluginApp({ dataDir, keychain: app.keychain });
    expect(step(await second.run('/todo.lists.all'))).toMatchObject({
      state: 'succeeded',
      account: expect.stringContaining('Twice'),
    });
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is listed among the tools as long as it is installed, and its accounts go with it', async () => {
    const tools = () => app.composition.agent.tools().filter(({ service }) => service === 'todo');
    expect(tools()).toHaveLength(6);
    await app.composition.plugins.remove('todo');
    expect(tools()).toEqual([]);
    expect(await app.keychain.get({ service: 'thimble/todo', account: 'Home' })).toBeNull();
    expect((await app.run('/todo.lists.all')).say).toMatch(/no tool is called/u);
    expect(readdirSync(join(app.dataDir, 'plugins'))).toEqual([]);
    expect(app.composition.audit.verify()).toMatchObject({ ok: true, problems: [] });
    expect(app.composition.audit.list({ service: 'todo' }, undefined, 1).entries).toMatchObject([
      {
        tool: 'todo.plugin.remove',
        status: 'succeeded',
        effectText: expect.stringContaining('Remove the plug-in Todo'),
      },
    ]);
    await app.install(folder);
    const view = await app.run('/todo.lists.all');
    expect(view.error).toMatchObject({ code: 'not_connected' });
    expect(view.error?.hint).toMatch(/Connect|Switch/u);
  });
});

describe('a sentence', () => {
  it('reaches a plug-in’s tool, which Needle was never trained on', { timeout: 60_000 }, async () => {
    const own = await startPluginApp({ needle: true });
    try {
      await own.install(folder);
      await own.composition.accounts.connect('todo', { token });
      const view = await own.run("add the todo 'call the plumber'");
      expect(step(view)).toMatchObject({
        tool: 'todo.tasks.create',
        state: 'succeeded',
        decision: { verdict: 'ask', rules: [{ id: 'plugin-asks' }, { id: 'writes-ask' }] },
      });
      expect(titled('call the plumber')).toMatchObject({ list: 'Inbox' });
    } finally {
      await own.close();
    }
  });
});
