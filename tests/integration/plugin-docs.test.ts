import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { openPlugins } from '../../main/plugins/index.ts';
import { createPolicyEngine, emptyHistory } from '../../main/policy/index.ts';

/** What docs/writing-a-connector.md tells people to do, done: its files written, its commands run one after the other. */

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs', 'writing-a-connector.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]+?)^\`\`\``, 'gmu'))].map((match) => match[1] ?? '');

let folder = '';
let dataDir = '';
const background: ChildProcess[] = [];

/** A port that was free a moment ago, in the place of the page's own. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return String(port);
}

beforeAll(async () => {
  const port = await freePort();
  const moved = (block = ''): string => block.replaceAll('4190', port);
  folder = mkdtempSync(join(tmpdir(), 'thimble-doc-'));
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-doc-data-'));
  const plugin = join(folder, 'quotes');
  mkdirSync(plugin);
  const [service, script] = blocks('js');
  writeFileSync(join(plugin, 'service.mjs'), moved(service));
  writeFileSync(join(plugin, 'connector.js'), moved(script));
  writeFileSync(join(plugin, 'thimble.json'), moved(blocks('json')[0]));
});
afterAll(async () => {
  for (const child of background) {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill();
    await ended;
  }
  for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true });
});

/** Runs one line of the page, with this project's own Node and command line. */
async function command(line: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const waits = !line.endsWith('&');
  const words = [...line.replace(/\s*&$/u, '').matchAll(/(?:[^\s"]|"[^"]*")+/gu)].map(([word]) =>
    word.replaceAll('"', ''),
  );
  const args = words[0] === 'npx' ? [join(root, 'main/hosts/terminal/main.ts'), ...words.slice(2)] : words.slice(1);
  expect(['npx thimble', `node ${words[1]}`]).toContain(words.slice(0, 2).join(' '));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: folder,
    env: { ...process.env, THIMBLE_DATA: dataDir },
  });
  if (!waits) {
    background.push(child);
    return { code: 0, output: '' };
  }
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output };
}

it('does what the page says, from the empty folder to the removal', async () => {
  const outputs: string[] = [];
  for (const line of (blocks('sh')[0] ?? '').trim().split('\n')) {
    const { code, output } = await command(line);
    expect(code, `${line}\n${output}`).toBe(0);
    outputs.push(output);
  }
  const [, inspected, installed, tools, added, listed, plugins, removed] = outputs;
  expect(inspected).toContain('Thimble has not reviewed this plug-in');
  expect(installed).toContain('Installed Quotes 1.0.0');
  expect(tools).toMatch(/quotes\.quotes\.add {2}text \[by\]/u);
  expect(added).toContain('Quotes plug-in: Add “Well begun is half done” by Aristotle');
  expect(added).toContain('Added quote 1');
  expect(listed).toContain('Aristotle');
  expect(plugins).toContain('for development');
  expect(removed).toContain('Removed quotes');
}, 240_000);

it('shows a rule that is valid, and lets the one tool read without asking', async () => {
  const plugins = await openPlugins({
    dataDir,
    audit: { intent: () => 'entry', outcome: () => undefined },
    now: () => 0,
  });
  const source = join(folder, 'quotes');
  const { fingerprint } = await plugins.inspect(source, true);
  await plugins.install(source, true, fingerprint);
  const userDir = join(dataDir, 'policies');
  mkdirSync(userDir, { recursive: true });
  writeFileSync(join(userDir, 'mine.cedar'), blocks('cedar')[0] ?? '');
  const all = [...connectors, ...plugins.connectors()];
  const engine = await createPolicyEngine({ connectors: all, policyDir: join(root, 'policies'), userDir });
  expect(engine.problems()).toEqual([]);
  const verdict = (name: string, args: Record<string, string | number>) => {
    for (const connector of all)
      for (const tool of connector.tools)
        if (tool.name === name)
          return engine.decide({
            tool,
            connector,
            account: { id: 'open', name: 'open' },
            args,
            sources: Object.fromEntries(Object.keys(args).map((arg) => [arg, { kind: 'person', text: arg }])),
            tainted: false,
            lookup: false,
            step: 1,
            history: emptyHistory,
            request: '',
            now: 0,
            settings: { zone: 'UTC', workingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] } },
          }).verdict;
    return 'no such tool';
  };
  expect(verdict('quotes.quotes.list', {})).toBe('allow');
  expect(verdict('quotes.quotes.add', { text: 'x' })).toBe('ask');
  expect(verdict('quotes.quotes.remove', { id: 1 })).toBe('ask');
  await plugins.remove('quotes');
});

it('names every field that a manifest can have', () => {
  const schemas = ['manifest', 'manifest-auth', 'manifest-tool'].map((name) =>
    readFileSync(join(root, 'main', 'plugins', `${name}.ts`), 'utf8'),
  );
  const fields = [
    ...schemas.join('\n').matchAll(/^ {2,4}([a-zA-Z]+): (?:z|words|dotted|headerName|authSchema|undoSchema)/gmu),
  ].map((match) => match[1] ?? '');
  expect(fields.length).toBeGreaterThan(20);
  expect(fields.filter((field) => !text.includes(`\`${field}\``))).toEqual([]);
});
