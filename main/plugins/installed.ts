import { join } from 'node:path';
import type { ConnectorManifest } from '../../connectors/index.ts';
import { type InstalledPlugin, ThimbleError } from '../../shared/index.ts';
import { connectorOf } from './connector.ts';
import { fingerprintOf, type PluginFiles, readFiles, textOf } from './files.ts';
import { manifestFile } from './limits.ts';
import type { PluginManifest } from './manifest.ts';
import { readManifest } from './read-manifest.ts';
import type { PinnedPlugin } from './registry-file.ts';

/** A plug-in in the data folder: in use, or switched off because of a problem. */
export interface Installed {
  readonly pinned: PinnedPlugin;
  readonly use: { readonly manifest: PluginManifest; readonly connector: ConnectorManifest } | null;
  readonly problem: string | null;
}

/** The folder of an installed plug-in's own copy. */
export function folderOf(dataDir: string, pinned: PinnedPlugin): string {
  return join(dataDir, 'plugins', pinned.folder);
}

/**
 * The files of an installed plug-in, as long as they are those that the person agreed to.
 * @throws ThimbleError `sandbox_failed` when they were changed or cannot be read
 */
export async function pinnedFiles(dataDir: string, pinned: PinnedPlugin): Promise<PluginFiles> {
  const changed = (cause?: unknown): ThimbleError =>
    new ThimbleError(
      'sandbox_failed',
      `The files of ${pinned.title} are not the ones you agreed to, so this plug-in is switched off.`,
      'Install it again from its folder, or remove it; if nobody of yours changed them, find out who did.',
      { cause },
    );
  const files = await readFiles(folderOf(dataDir, pinned)).catch((cause: unknown) => {
    throw changed(cause);
  });
  if (files.manifestHash !== pinned.manifestHash || files.scriptHash !== pinned.scriptHash) throw changed();
  return files;
}

/** Checks an installed plug-in and puts it into use; one that fails is switched off, with the reason. Never throws. */
export async function loadInstalled(dataDir: string, pinned: PinnedPlugin): Promise<Installed> {
  try {
    const files = await pinnedFiles(dataDir, pinned);
    const manifest = readManifest(textOf(manifestFile, files.manifest), pinned.development);
    if (manifest.name !== pinned.name) throw new ThimbleError('bad_input', `${pinned.name} has another name now.`, '');
    return { pinned, use: { manifest, connector: connectorOf(manifest, files.fingerprint) }, problem: null };
  } catch (thrown) {
    const why = thrown instanceof ThimbleError ? thrown.message : 'It cannot be read.';
    const problem = why.includes(pinned.title) ? why : `The plug-in ${pinned.title} is switched off: ${why}`;
    return { pinned, use: null, problem };
  }
}

/** An installed plug-in for people. */
export function installedView({ pinned, use, problem }: Installed): InstalledPlugin {
  const { name, title, version, origin, development, installedAt } = pinned;
  return {
    name,
    title,
    version,
    origin,
    development,
    installedAt,
    fingerprint: fingerprintOf(pinned),
    tools: use?.manifest.tools.length ?? 0,
    permissions: [...(use?.manifest.permissions ?? [])],
    problem,
  };
}
