import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { ConnectorManifest } from '../../connectors/index.ts';
import { type Service, ThimbleError } from '../../shared/index.ts';
import type { ChangeLog } from '../own-change/index.ts';
import { loggedPluginChange, type PluginChange } from './change-log.ts';
import { changesOf, consentOf } from './consent.ts';
import { type PluginFiles, readFiles, textOf } from './files.ts';
import { folderOf, type Installed, installedView, loadInstalled, pinnedFiles } from './installed.ts';
import { manifestFile, scriptFile } from './limits.ts';
import type { PluginManifest } from './manifest.ts';
import { isLoopbackOrigin } from './origin.ts';
import { readManifest } from './read-manifest.ts';
import { type PinnedPlugin, type RegistryFile, registryFile } from './registry-file.ts';
import type { Plugins } from './types.ts';

/** Most plug-ins at once. */
const most = 50;
/** Age from which a copy that belongs to nothing is deleted, in milliseconds. */
const orphanMs = 600_000;

export interface PluginsOptions {
  readonly dataDir: string;
  /** Where installing, updating and removing is written down. */
  readonly audit: ChangeLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

class PluginStore implements Plugins {
  readonly #options: PluginsOptions;
  readonly #registry: RegistryFile;
  readonly #changed: (() => Promise<void> | void)[] = [];
  readonly #leaving: ((name: Service) => Promise<void> | void)[] = [];
  #installed: readonly Installed[] = [];
  #connectors: readonly ConnectorManifest[] = [];
  #problem: string | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: PluginsOptions) {
    this.#options = options;
    this.#registry = registryFile(options.dataDir);
  }

  /** Reads what is installed. */
  async open(): Promise<void> {
    const { plugins, problem } = this.#registry.read();
    this.#problem = problem;
    const { dataDir } = this.#options;
    const installed = await Promise.all(plugins.map((pinned) => loadInstalled(dataDir, pinned)));
    this.#use(installed);
    await this.#sweep(new Set(plugins.map(({ folder }) => folder)));
  }

  connectors(): readonly ConnectorManifest[] {
    return this.#connectors;
  }

  list() {
    return this.#installed.map(installedView);
  }

  problems(): string[] {
    const each = this.#installed.flatMap(({ problem }) => problem ?? []);
    return this.#problem === null ? each : [this.#problem, ...each];
  }

  onChange(listener: () => Promise<void> | void): void {
    this.#changed.push(listener);
  }

  onLeave(listener: (name: Service) => Promise<void> | void): void {
    this.#leaving.push(listener);
  }

  async inspect(folder: string, development: boolean) {
    const { files, manifest } = await this.#read(folder, development);
    return consentOf(manifest, files, isLoopbackOrigin(manifest.origin), this.#changes(manifest, files));
  }

  install(folder: string, development: boolean, fingerprint: string) {
    return this.#inTurn(async () => {
      const { files, manifest } = await this.#read(folder, development);
      if (files.fingerprint !== fingerprint)
        throw new ThimbleError(
          'bad_input',
          'The files of the plug-in changed since you read what it may do.',
          'Look at it again, and install it then.',
        );
      const { plugins } = this.#registry.read();
      const before = plugins.find(({ name }) => name === manifest.name);
      const others = plugins.filter((one) => one !== before);
      if (others.length >= most)
        throw new ThimbleError('bad_input', `There are ${most} plug-ins already.`, 'Remove one that you do not need.');
      const pinned: PinnedPlugin = {
        name: manifest.name,
        title: manifest.title,
        version: manifest.version,
        origin: manifest.origin,
        folder: `${manifest.name}-${files.fingerprint.slice(0, 16)}`,
        manifestHash: files.manifestHash,
        scriptHash: files.scriptHash,
        development: isLoopbackOrigin(manifest.origin),
        installedAt: new Date(this.#options.now()).toISOString(),
      };
      return this.#logged(before ? 'update' : 'install', pinned, async () => {
        if (before && before.origin !== pinned.origin) await this.#leave(pinned.name);
        await this.#copy(files, pinned);
        this.#registry.write([...others, pinned]);
        if (before && before.folder !== pinned.folder) await this.#clear(before);
        const installed = await loadInstalled(this.#options.dataDir, pinned);
        this.#use([...this.#installed.filter((one) => one.pinned.name !== pinned.name), installed]);
        await this.#tell();
        return installedView(installed);
      });
    });
  }

  remove(name: Service) {
    return this.#inTurn(async () => {
      const { plugins } = this.#registry.read();
      const pinned = plugins.find((one) => one.name === name);
      if (!pinned)
        throw new ThimbleError(
          'not_found',
          `No plug-in is called ${name}.`,
          'Run `npx thimble plugins list` to see those that are installed.',
        );
      await this.#logged('remove', pinned, async () => {
        await this.#leave(name);
        this.#registry.write(plugins.filter((one) => one !== pinned));
        await this.#clear(pinned);
        this.#use(this.#installed.filter((one) => one.pinned.name !== name));
        await this.#tell();
      });
    });
  }

  async script(service: Service, version: string | undefined): Promise<string> {
    const found = this.#installed.find(({ pinned }) => pinned.name === service);
    if (!found?.use || found.use.connector.version !== version)
      throw new ThimbleError(
        'sandbox_failed',
        found?.problem ??
          `The plug-in ${found?.pinned.title ?? service} is not the one that this call was decided for.`,
        'Ask for it again.',
      );
    try {
      const files = await pinnedFiles(this.#options.dataDir, found.pinned);
      return textOf(scriptFile, files.script);
    } catch (thrown) {
      const problem = thrown instanceof ThimbleError ? thrown.message : 'Its files cannot be read.';
      this.#use(this.#installed.map((one) => (one === found ? { ...one, use: null, problem } : one)));
      await this.#tell();
      throw thrown;
    }
  }

  async #read(folder: string, development: boolean): Promise<{ files: PluginFiles; manifest: PluginManifest }> {
    if (!isAbsolute(folder))
      throw new ThimbleError(
        'bad_input',
        'The folder must be a whole path.',
        `Write it from the root, such as ${process.platform === 'win32' ? 'C:\\plugins\\todo' : '/home/me/plugins/todo'}.`,
      );
    const files = await readFiles(folder);
    return { files, manifest: readManifest(textOf(manifestFile, files.manifest), development) };
  }

  #changes(manifest: PluginManifest, files: PluginFiles): string[] | null {
    const before = this.#installed.find(({ pinned }) => pinned.name === manifest.name);
    if (!before) return null;
    if (!before.use)
      return [`The installed one is switched off, so the two cannot be compared: ${before.problem ?? ''}`];
    return changesOf(before.use.manifest, manifest, before.pinned.scriptHash === files.scriptHash);
  }

  /** Keeps a copy of the files, complete or not at all. @throws ThimbleError `storage_unavailable` */
  async #copy(files: PluginFiles, pinned: PinnedPlugin): Promise<void> {
    const folder = folderOf(this.#options.dataDir, pinned);
    const part = `${folder}-${randomBytes(4).toString('hex')}`;
    try {
      await mkdir(part, { recursive: true, mode: 0o700 });
      await writeFile(join(part, manifestFile), files.manifest, { mode: 0o600 });
      await writeFile(join(part, scriptFile), files.script, { mode: 0o600 });
      await rm(folder, { recursive: true, force: true });
      await rename(part, folder);
    } catch (cause) {
      await rm(part, { recursive: true, force: true }).catch(() => undefined);
      throw new ThimbleError(
        'storage_unavailable',
        'The plug-in could not be copied into the data folder.',
        'Check that the data folder can be written and has room.',
        { cause },
      );
    }
  }

  /** Deletes copies that belong to nothing; young ones may be those of another process that is installing. */
  async #sweep(kept: ReadonlySet<string>): Promise<void> {
    const folder = join(this.#options.dataDir, 'plugins');
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const made = await stat(path).catch(() => null);
      if (!kept.has(name) && made && Date.now() - made.mtimeMs > orphanMs)
        await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /** A copy that cannot be deleted now is deleted at the next start. */
  async #clear(pinned: PinnedPlugin): Promise<void> {
    await rm(folderOf(this.#options.dataDir, pinned), { recursive: true, force: true }).catch(() => undefined);
  }

  #use(installed: readonly Installed[]): void {
    this.#installed = [...installed].sort((a, b) => (a.pinned.name < b.pinned.name ? -1 : 1));
    this.#connectors = this.#installed.flatMap(({ use }) => use?.connector ?? []);
  }

  async #tell(): Promise<void> {
    for (const listener of this.#changed) await listener();
  }

  async #leave(name: Service): Promise<void> {
    for (const listener of this.#leaving) await listener(name);
  }

  #logged<T>(change: PluginChange, pinned: PinnedPlugin, work: () => Promise<T>): Promise<T> {
    return loggedPluginChange(this.#options.audit, change, pinned, this.#options.now, work);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }
}

/** Opens the plug-ins of a data folder, each checked against its pinned hashes. Never rejects for a bad plug-in. */
export async function openPlugins(options: PluginsOptions): Promise<Plugins> {
  const plugins = new PluginStore(options);
  await plugins.open();
  return plugins;
}
