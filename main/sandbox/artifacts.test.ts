import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagedArtifacts } from './artifacts.ts';
import { buildBundle } from './bundle.ts';
import { sha256 } from './digest.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'thimble-artifacts-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function put(file: string, content: string): Promise<void> {
  await mkdir(join(dir, file, '..'), { recursive: true });
  await writeFile(join(dir, file), content);
}

describe('packaged artifacts', () => {
  const files = { node: 'n', addon: 'a.node', 'sandbox/host.cjs': 'host', 'connectors/slack.js': 'code' };
  const make = () =>
    packagedArtifacts({
      dir,
      node: 'node',
      addon: 'addon',
      hashes: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)])),
    });
  beforeEach(async () => {
    for (const [name, content] of Object.entries(files)) await put(name, content);
  });

  it('hands out files whose hash is the noted one', async () => {
    expect((await make().runtime()).host).toBe(join(dir, 'sandbox/host.cjs'));
    expect(await make().connector('slack')).toBe('code');
  });
  it.each(Object.keys(files))('refuses a changed %s', async (file) => {
    await put(file, 'evil');
    await expect(Promise.all([make().runtime(), make().connector('slack')])).rejects.toMatchObject({
      code: 'sandbox_failed',
    });
  });
  it('refuses a missing file, and a file nobody noted', async () => {
    await expect(make().connector('github')).rejects.toMatchObject({ code: 'sandbox_failed' });
    await put('connectors/github.js', 'code');
    await expect(make().connector('github')).rejects.toMatchObject({ code: 'sandbox_failed' });
  });
});

describe('bundles', () => {
  const source = (title: string) =>
    `export const slack = { tools: [{ name: '${title}', run: async () => ({ data: 1, summary: '${title}' }) }] };`;
  const build = () => buildBundle('slack', dir, join(dir, 'dist'));

  it('builds once, again when a source is newer, and again when the built file was changed', async () => {
    await put('connectors/slack/index.ts', source('one'));
    const past = new Date(Date.now() - 60_000);
    await utimes(join(dir, 'connectors/slack/index.ts'), past, past);
    const first = await build();
    expect(first.code).toContain('one');
    expect(await readFile(first.file, 'utf8')).toBe(first.code);

    await writeFile(first.file, `${first.code}//evil`);
    expect((await build()).code).toBe(first.code);

    await put('connectors/slack/index.ts', source('two'));
    const future = new Date(Date.now() + 60_000);
    await utimes(join(dir, 'connectors/slack/index.ts'), future, future);
    expect((await build()).code).toContain('two');
  });
  it('does not build what reaches for Node', async () => {
    await put(
      'connectors/slack/index.ts',
      "import { readFileSync } from 'node:fs'; export const slack = { tools: [readFileSync] };",
    );
    await expect(build()).rejects.toMatchObject({
      code: 'sandbox_failed',
      message: 'The code of slack does not build.',
    });
  });
});
