import { execFile } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findResources } from '../../main/hosts/electron/index.ts';
import { findSecrets } from '../../main/policy/index.ts';
import { config } from '../../scripts/packaging/config.ts';
import { fuses } from '../../scripts/packaging/fuses.ts';
import { packedParts, sizeReport } from '../../scripts/packaging/sizes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

describe('the packaging config', () => {
  it('sets every fuse that electron-builder knows, strictly', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('knows every fuse there is but one, which keeps its default', () => {
    const all = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
    const ours = Object.keys(fuses('release')).map((name) => name.toLowerCase());
    const missing = all.filter((name) => !ours.includes(name.toLowerCase()));
    // Out-of-bounds checks of WebAssembly by signal handler: electron-builder cannot set it, and it is a matter of speed.
    expect(missing).toEqual(['WasmTrapHandlers']);
  });

  it('differs for tests only in what Playwright needs', () => {
    expect(fuses('test')).toEqual({ ...fuses('release'), enableNodeCliInspectArguments: true });
  });

  it('has the targets of every system', () => {
    expect(config.mac?.target).toEqual(['dmg', 'zip']);
    expect(config.win?.target).toEqual(['nsis']);
    expect(config.linux?.target).toEqual(['AppImage', 'deb']);
  });
});

/** Packed offline, with an empty file in place of Electron's binary; fuses and installers need the real one. */
describe.skipIf(process.platform !== 'linux')('the packed app (on Linux)', () => {
  let output = '';
  let resources = '';
  let archive = '';
  let inside: string[] = [];

  beforeAll(async () => {
    output = mkdtempSync(join(tmpdir(), 'thimble-pack-'));
    await run(process.execPath, [join(root, 'scripts', 'packaging', 'pack-stand-in.ts'), output], { cwd: root });
    resources = join(output, 'linux-unpacked', 'resources');
    archive = join(resources, 'app.asar');
    inside = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
  }, 180_000);

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  const text = (name: string): string => extractFile(archive, name).toString('utf8');

  it('has the three bundles and the window’s files', () => {
    for (const name of [
      '/package.json',
      '/dist/electron/main.mjs',
      '/dist/electron/resources.json',
      '/dist/electron/assets/tray.png',
      '/dist/preload/index.cjs',
      '/dist/renderer/index.html',
    ])
      expect(inside).toContain(name);
    expect(JSON.parse(text('package.json'))).toMatchObject({ main: 'dist/electron/main.mjs' });
  });

  it('has no sources, tests, maps or development files', () => {
    expect(
      inside.filter((name) =>
        /\.(?:map|tsx?|mts|cts|tsbuildinfo)$|\.test\.|\/tests?\/|\.npmrc|\.env|\.git/u.test(name),
      ),
    ).toEqual([]);
    expect(JSON.parse(text('package.json'))).not.toHaveProperty('devDependencies');
  });

  it('has the packages that cannot be bundled, and no others', () => {
    const packages = inside
      .map((name) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)(?=\/)/u.exec(name)?.[1])
      .filter((name) => name !== undefined);
    const others = new Set(
      packages.filter(
        (name) =>
          !/^(?:onnxruntime-(?:node|common)|@cedar-policy\/cedar-wasm|@napi-rs\/keyring(?:-.+)?|keytar)$/u.test(name),
      ),
    );
    expect([...others]).toEqual([]);
    expect(packages).toContain('onnxruntime-node');
  });

  it('keeps native files out of the archive, this platform’s only', () => {
    const natives = inside.filter((name) => /\.(?:node|dll|dylib)$|\.so(?:\.\d+)*$/u.test(name));
    expect(natives.length).toBeGreaterThan(1);
    for (const name of natives) expect(statSync(join(`${archive}.unpacked`, name)).size, name).toBeGreaterThan(0);
    expect(natives.filter((name) => /darwin|win32/u.test(name))).toEqual([]);
  });

  it('has the sandbox, the policies and the model beside the archive', () => {
    expect(statSync(join(resources, 'runtime', 'node')).mode & 0o111).not.toBe(0);
    for (const name of [
      'runtime/isolated_vm.node',
      'sandbox/host.cjs',
      'connectors/stripe.js',
      'connectors/github.js',
      'connectors/slack.js',
      'connectors/notion.js',
      'package.json',
    ])
      expect(existsSync(join(resources, name)), name).toBe(true);
    expect(readdirSync(join(resources, 'policies')).filter((name) => name.endsWith('.cedar')).length).toBeGreaterThan(
      3,
    );
    expect(existsSync(join(resources, 'policies', 'cases'))).toBe(false);
    expect(readdirSync(join(resources, 'models', 'needle'))).toContain('tokenizer.json');
  });

  it('has the licences beside the archive', () => {
    for (const name of ['LICENSE', 'THIRD_PARTY_NOTICES.md'])
      expect(statSync(join(resources, name)).size, name).toBeGreaterThan(1000);
  });

  it('prints its size and its largest parts, all counted', () => {
    const folder = join(output, 'linux-unpacked');
    const parts = packedParts(folder);
    const onDisk = (readdirSync(folder, { recursive: true }) as string[])
      .map((name) => statSync(join(folder, name)))
      .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
    expect(parts.reduce((sum, part) => sum + part.bytes, 0)).toBe(onDisk);
    expect(parts.some(({ file }) => file.endsWith('app.asar/dist/electron/main.mjs'))).toBe(true);
    expect(parts.slice(0, 5).map(({ file }) => file)).toContain('resources/runtime/node');
    console.log(sizeReport(parts));
  });

  it('carries no secret', () => {
    const texts = inside.filter((name) => /^\/dist\/.*\.(?:mjs|cjs|js|html|json)$/u.test(name));
    const found = texts.flatMap((name) => {
      const content = text(name.slice(1));
      return findSecrets(content).map(({ kind, start, end }) => `${name}: ${kind} ${content.slice(start, end)}`);
    });
    // Code that speaks of passwords and tokens is not one; a key in its own shape is, unless it says that it is an example:
    // the rules that find secrets list those of the services' own manuals, and have one long name that chance could have drawn.
    expect(
      found.filter((one) => !/: a (?:password|bearer token|card number)|EXAMPLE| [A-Za-z]+12Format$/u.test(one)),
    ).toEqual([]);
  });

  it('carries no path of the machine that built it', () => {
    const bundles = inside.filter((name) => /^\/dist\/.*\.(?:mjs|cjs|js|html|css|json)$/u.test(name));
    expect(bundles.length).toBeGreaterThan(4);
    for (const name of bundles) {
      const content = text(name.slice(1));
      expect(content.includes(root), name).toBe(false);
      expect(content.includes(`${homedir()}/`), name).toBe(false);
    }
  });

  it('starts from what is packed alone, on the Node that Electron embeds', async () => {
    const unpacked = join(output, 'started');
    extractAll(archive, join(unpacked, 'app'));
    const node24 = join(root, 'node_modules', 'node24-linux-x64', 'bin', 'node');
    const { stdout } = await run(
      existsSync(node24) ? node24 : process.execPath,
      [
        '--import',
        join(root, 'tests', 'integration', 'fixtures', 'electron-hook.mjs'),
        join(unpacked, 'app', 'dist', 'electron', 'main.mjs'),
      ],
      {
        cwd: unpacked,
        env: {
          PATH: process.env.PATH,
          HOME: unpacked,
          THIMBLE_TEST_DATA: join(unpacked, 'data'),
          THIMBLE_TEST_RESOURCES: resources,
        },
        timeout: 60_000,
      },
    );
    const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(told).toMatchObject({
      url: 'thimble://app/index.html',
      page: 200,
      info: { ok: true, data: { host: 'electron', demo: true } },
      policies: { ok: true, data: { problems: [] } },
      connections: { ok: true },
    });
    expect(told.policies.data.policies.length).toBeGreaterThan(5);
    expect(told.connections.data).toHaveLength(4);
  });

  it('runs its sandbox from checked files, and refuses one that was changed', async () => {
    const unpacked = mkdtempSync(join(tmpdir(), 'thimble-dist-'));
    extractAll(archive, unpacked);
    const { options, check } = findResources(true, join(unpacked, 'dist'), resources);
    const { resourcesDir, artifacts } = options;
    rmSync(unpacked, { recursive: true, force: true });
    expect(resourcesDir).toBe(resources);
    expect(await artifacts?.runtime()).toMatchObject({ node: join(resources, 'runtime', 'node') });
    expect(await artifacts?.connector('slack')).toContain('connector');
    appendFileSync(join(resources, 'connectors', 'slack.js'), '\n');
    await expect(artifacts?.connector('slack')).rejects.toThrow('missing or was changed');
    expect(readFileSync(join(resources, 'connectors', 'stripe.js'), 'utf8')).toContain('connector');

    await check();
    const added = join(resources, 'policies', 'zz.cedar');
    writeFileSync(added, '@id("all") @says("All.") permit (principal, action, resource);');
    await expect(check()).rejects.toThrow('policies/zz.cedar is missing or was changed');
    rmSync(added);
    await check();
    appendFileSync(join(resources, 'policies', 'writes.cedar'), '\n');
    await expect(check()).rejects.toThrow('policies/writes.cedar');
  });
});
