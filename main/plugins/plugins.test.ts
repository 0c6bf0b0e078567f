import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPlugins, type PluginsOptions } from './plugins.ts';
import { exampleManifest, exampleScript, type ManifestText, pluginFolder } from './testing.ts';
import type { Plugins } from './types.ts';

let dataDir: string;
let source: string;
let plugins: Plugins;
let told: string[];
let logged: string[];
/** Throws as long as it is set: the log cannot be written. */
let full: Error | null = null;
const audit: PluginsOptions['audit'] = {
  intent({ effectText, args }) {
    if (full) throw full;
    logged.push(`${effectText}: ${String(args.at(-1)?.value).slice(0, 8)}`);
    return 'entry';
  },
  outcome: (id, { status, summary }) => void logged.push(`${id} ${status} ${summary}`),
};

const open = async (): Promise<Plugins> => {
  const opened = await openPlugins({ dataDir, audit, now: () => Date.parse('2026-03-04T10:00:00Z') });
  opened.onChange(() => void told.push(`changed ${opened.connectors().map(({ service }) => service)}`));
  opened.onLeave((name) => void told.push(`left ${name}`));
  return opened;
};
const write = (change: Partial<ManifestText> = {}, script = exampleScript()): void => {
  writeFileSync(join(source, 'thimble.json'), JSON.stringify({ ...exampleManifest(), ...change }));
  writeFileSync(join(source, 'connector.js'), script);
};
const install = async (): Promise<void> => {
  const { fingerprint } = await plugins.inspect(source, false);
  await plugins.install(source, false, fingerprint);
};
/** The plug-in's own copy. */
const copy = (): string => join(dataDir, 'plugins', readdirSync(join(dataDir, 'plugins'))[0] ?? '');
const version = (): string => plugins.connectors()[0]?.version ?? '';

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-data-'));
  source = pluginFolder(exampleManifest(), exampleScript());
  told = [];
  logged = [];
  full = null;
  plugins = await open();
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(source, { recursive: true, force: true });
});

describe('installing', () => {
  it('keeps a copy, pins it, and has it in use at once and after a restart', async () => {
    expect(plugins.connectors()).toEqual([]);
    const before = plugins.connectors();
    await install();
    expect(plugins.connectors()).not.toBe(before);
    expect(plugins.connectors()).toBe(plugins.connectors());
    expect(told).toEqual(['changed todo']);
    expect(plugins.list()).toMatchObject([
      {
        name: 'todo',
        title: 'Todo',
        version: '1.0.0',
        tools: 6,
        problem: null,
        installedAt: '2026-03-04T10:00:00.000Z',
      },
    ]);
    rmSync(source, { recursive: true });
    const again = await open();
    expect(again.list()).toEqual(plugins.list());
    expect(await again.script('todo', version())).toBe(exampleScript());
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'plugins.json')).mode & 0o777).toBe(0o600);
  });

  it('takes only the files that the person has seen', async () => {
    const { fingerprint } = await plugins.inspect(source, false);
    write({}, `${exampleScript()}\n// and one thing more`);
    await expect(plugins.install(source, false, fingerprint)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('changed since you read'),
    });
    expect(plugins.list()).toEqual([]);
    expect(told).toEqual([]);
  });

  it.each([
    ['no manifest', () => rmSync(join(source, 'thimble.json')), /thimble\.json cannot be read/u],
    ['no script', () => rmSync(join(source, 'connector.js')), /connector\.js cannot be read/u],
    ['a large script', () => write({}, ' '.repeat(600_000)), /more than 512 KB/u],
    ['a large manifest', () => write({ permissions: ['x'.repeat(70_000)] }), /more than 64 KB/u],
    [
      'a script that is no text',
      () => writeFileSync(join(source, 'connector.js'), Buffer.from([0xff, 0xfe])),
      /not UTF-8/u,
    ],
    [
      'a folder for a script',
      () => {
        rmSync(join(source, 'connector.js'));
        mkdirSync(join(source, 'connector.js'));
      },
      /plain file|cannot be read/u,
    ],
  ])('refuses %s', async (_name, spoil, sentence) => {
    spoil();
    await expect(plugins.inspect(source, false)).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
  });

  it.skipIf(process.platform === 'win32')('follows no link out of the folder', async () => {
    const secret = join(dataDir, 'secret.js');
    writeFileSync(secret, 'secret');
    rmSync(join(source, 'connector.js'));
    symlinkSync(secret, join(source, 'connector.js'));
    await expect(plugins.inspect(source, false)).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('wants a whole path', async () => {
    await expect(plugins.inspect('examples/todo-connector', false)).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('changes nothing when the accounts of an address that changes cannot be disconnected', async () => {
    await install();
    write({ origin: 'https://elsewhere.example.com' });
    plugins.onLeave(() => Promise.reject(new Error('the keychain is locked')));
    await expect(install()).rejects.toThrow('locked');
    expect(plugins.connectors()[0]?.origin).toBe('https://api.todo.example.com');
    expect((await open()).connectors()[0]?.origin).toBe('https://api.todo.example.com');
  });
});

describe('updating', () => {
  it('says what is different, and takes the place of the old one', async () => {
    await install();
    const old = { version: version(), copy: copy() };
    const tools = exampleManifest().tools.filter(({ name }) => name !== 'todo.tasks.reopen');
    const changed = tools.map((tool) => {
      if (tool.name === 'todo.tasks.complete') return { ...tool, effect: 'money', maxWrites: 3, undo: { none: 'x' } };
      return tool.name === 'todo.lists.all'
        ? { ...tool, text: 'Show all', params: { x: { kind: 'text', description: 'x' } } }
        : tool;
    });
    const extra = { ...tools[0], name: 'todo.team.fire' };
    write(
      { version: '0.9.0', origin: 'https://new.example.com', permissions: ['everything'], tools: [...changed, extra] },
      '// other code',
    );
    const { changes, warnings } = await plugins.inspect(source, false);
    expect(changes).toEqual([
      'Version 0.9.0, which is older than 1.0.0.',
      'Its requests go to https://new.example.com instead of https://api.todo.example.com; its accounts are disconnected.',
      'It needs more: everything',
      'todo.lists.all describes itself in other words.',
      'todo.lists.all takes other values.',
      'todo.tasks.complete now says that it moves money; before, that it makes a change.',
      'todo.tasks.complete may send 3 changes a call; before, 1.',
      'New: todo.team.fire, which says that it reads.',
      'Gone: todo.tasks.reopen.',
      'Its code is different.',
    ]);
    expect(warnings.join(' ')).toMatch(/takes its place.*moves money: Tick a task off/su);
    told = [];
    await install();
    expect(told).toEqual(['left todo', 'changed todo']);
    expect(plugins.list()).toHaveLength(1);
    expect(version()).not.toBe(old.version);
    expect(copy()).not.toBe(old.copy);
    await expect(plugins.script('todo', old.version)).rejects.toMatchObject({ code: 'sandbox_failed' });
    expect(await plugins.script('todo', version())).toBe('// other code');
  });

  it('says when nothing is different', async () => {
    await install();
    expect((await plugins.inspect(source, false)).changes).toEqual(['Nothing that it may do is different.']);
  });
});

describe('a file that changes after it was installed', () => {
  it.each(['connector.js', 'thimble.json'])('switches the plug-in off: %s', async (file) => {
    await install();
    const wanted = version();
    writeFileSync(join(copy(), file), `${readFileSync(join(copy(), file), 'utf8')} `);
    await expect(plugins.script('todo', wanted)).rejects.toMatchObject({
      code: 'sandbox_failed',
      message: expect.stringContaining('not the ones you agreed to'),
    });
    expect(plugins.connectors()).toEqual([]);
    expect(told.at(-1)).toBe('changed ');
    expect(plugins.problems()).toEqual([expect.stringContaining('switched off')]);
    expect((await open()).connectors()).toEqual([]);
    expect(plugins.list()).toMatchObject([{ title: 'Todo', problem: expect.stringContaining('switched off') }]);
    expect((await plugins.inspect(source, false)).changes).toEqual([expect.stringContaining('cannot be compared')]);
    await install();
    expect(plugins.problems()).toEqual([]);
    expect(await plugins.script('todo', version())).toBe(exampleScript());
  });

  it('is noticed at the start as well, and when the files are gone', async () => {
    await install();
    rmSync(copy(), { recursive: true });
    const again = await open();
    expect(again.connectors()).toEqual([]);
    expect(again.problems()).toEqual([expect.stringContaining('switched off')]);
  });
});

describe('the list of plug-ins', () => {
  it('is kept aside when it cannot be read, and nothing is in use then', async () => {
    await install();
    writeFileSync(join(dataDir, 'plugins.json'), '{"plugins": [{"name": "todo"');
    const again = await open();
    expect(again.connectors()).toEqual([]);
    expect(again.problems()).toEqual([expect.stringContaining('plugins.invalid.json')]);
    expect(readFileSync(join(dataDir, 'plugins.invalid.json'), 'utf8')).toContain('todo');
  });

  it('cannot point out of the data folder', async () => {
    await install();
    const text = readFileSync(join(dataDir, 'plugins.json'), 'utf8');
    writeFileSync(join(dataDir, 'plugins.json'), text.replace(/"folder": "[^"]*"/u, '"folder": "../../elsewhere"'));
    expect((await open()).connectors()).toEqual([]);
  });

  it('holds what another process has installed meanwhile', async () => {
    const other = await open();
    await install();
    const second = pluginFolder(
      JSON.parse(JSON.stringify(exampleManifest()).replaceAll('"todo', '"notes').replace('"Todo"', '"Notes"')),
      exampleScript(),
    );
    const { fingerprint } = await other.inspect(second, false);
    await other.install(second, false, fingerprint);
    expect((await open()).list().map(({ name }) => name)).toEqual(['notes', 'todo']);
    rmSync(second, { recursive: true });
  });
});

describe('the log', () => {
  it('has an entry for each change, with the hash of what was installed, whether it went well or not', async () => {
    const { fingerprint } = await plugins.inspect(source, false);
    await plugins.install(source, false, fingerprint);
    write({ origin: 'https://elsewhere.example.com' });
    plugins.onLeave(() => Promise.reject(new Error('the keychain is locked')));
    await expect(install()).rejects.toThrow('locked');
    const second = (await plugins.inspect(source, false)).fingerprint;
    await expect(plugins.remove('todo')).rejects.toThrow('locked');
    expect(logged).toEqual([
      `Install the plug-in Todo 1.0.0 for https://api.todo.example.com: ${fingerprint.slice(0, 8)}`,
      'entry succeeded Installed Todo 1.0.0',
      `Update the plug-in Todo 1.0.0 for https://elsewhere.example.com: ${second.slice(0, 8)}`,
      'entry failed null',
      `Remove the plug-in Todo 1.0.0 for https://api.todo.example.com: ${fingerprint.slice(0, 8)}`,
      'entry failed null',
    ]);
  });

  it('that cannot be written lets nothing be changed', async () => {
    full = new Error('the disk is full');
    await expect(install()).rejects.toThrow('full');
    expect(plugins.list()).toEqual([]);
    full = null;
    await install();
    full = new Error('the disk is full');
    await expect(plugins.remove('todo')).rejects.toThrow('full');
    expect(plugins.list()).toHaveLength(1);
    expect(told).toEqual(['changed todo']);
  });
});

describe('removing', () => {
  it('takes its accounts and files along', async () => {
    await install();
    told = [];
    await plugins.remove('todo');
    expect(told).toEqual(['left todo', 'changed ']);
    expect(plugins.list()).toEqual([]);
    expect(readdirSync(join(dataDir, 'plugins'))).toEqual([]);
    await expect(plugins.remove('todo')).rejects.toMatchObject({ code: 'not_found' });
    await expect(plugins.script('todo', '1')).rejects.toMatchObject({ code: 'sandbox_failed' });
  });
});
