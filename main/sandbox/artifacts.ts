import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type Service, type ShippedService, shippedServiceSchema, ThimbleError } from '../../shared/index.ts';
import { buildBundle, bundleFile } from './bundle.ts';
import { sha256, sha256File } from './digest.ts';
import { findAddon, findNode } from './runtime.ts';

/** The files that the sandbox process starts from. Absolute paths. */
export interface Runtime {
  readonly node: string;
  readonly addon: string;
  readonly host: string;
}

/** Where the sandbox's code comes from. Both methods reject with a ThimbleError `sandbox_failed`. */
export interface Artifacts {
  runtime(): Promise<Runtime>;
  /**
   * A connector's script: it must leave `connector.run(tool, argsJson, send)` in the global scope.
   * @param version the connector's version that the call was decided for, for scripts that may change meanwhile
   */
  connector(service: Service, version?: string): Promise<string>;
}

/** @throws ThimbleError `sandbox_failed` for a connector that Thimble does not ship */
function shipped(service: Service): ShippedService {
  const known = shippedServiceSchema.safeParse(service);
  if (known.success) return known.data;
  throw new ThimbleError(
    'sandbox_failed',
    `Thimble ships no connector called ${service}.`,
    'Install the plug-in again, or remove it.',
  );
}

/**
 * The working tree: scripts are built into `dist/` when sources are newer. Checked once per object, not on every call.
 * @param root the project's folder.
 */
export function developmentArtifacts(root: string = resolve(import.meta.dirname, '../..')): Artifacts {
  const outDir = join(root, 'dist');
  const built = new Map<ShippedService, Promise<string>>();
  return {
    async runtime() {
      const host = await buildBundle('host', root, outDir);
      return { node: findNode(), addon: findAddon(), host: host.file };
    },
    connector(name) {
      const service = shipped(name);
      const known = built.get(service);
      if (known !== undefined) return known;
      const code = buildBundle(service, root, outDir).then((bundle) => bundle.code);
      built.set(service, code);
      code.catch(() => built.delete(service));
      return code;
    },
  };
}

/** What a packaged app ships outside its archive. `files` are relative to `dir`. */
export interface PackagedOptions {
  /** The resources folder. */
  readonly dir: string;
  readonly node: string;
  readonly addon: string;
  /** SHA-256 in hex by relative file name, of every file used. Kept inside the archive, which the platform verifies. */
  readonly hashes: Readonly<Record<string, string>>;
}

const damaged = (file: string, cause?: unknown): ThimbleError =>
  new ThimbleError(
    'sandbox_failed',
    `Thimble's own file ${file} is missing or was changed.`,
    'Install Thimble again.',
    { cause },
  );

/** The packaged app: nothing is built, and every file's hash is checked before it is used. */
export function packagedArtifacts(options: PackagedOptions): Artifacts {
  const { dir, hashes } = options;
  const verify = async (file: string): Promise<string> => {
    const path = join(dir, file);
    const found = await sha256File(path).catch((cause: unknown) => {
      throw damaged(file, cause);
    });
    if (found !== hashes[file]) throw damaged(file);
    return path;
  };
  return {
    async runtime() {
      const [node, addon, host] = await Promise.all([
        verify(options.node),
        verify(options.addon),
        verify(bundleFile('host')),
      ]);
      return { node, addon, host };
    },
    async connector(name) {
      const service = shipped(name);
      const file = bundleFile(service);
      const code = await readFile(join(dir, file), 'utf8').catch((cause: unknown) => {
        throw damaged(file, cause);
      });
      if (sha256(code) !== hashes[file]) throw damaged(file);
      return code;
    },
  };
}

/**
 * Checks that folders hold exactly the noted files: a rule that was added counts as much as one that was changed.
 * @param dir the resources folder; `folders` and the names in `hashes` are relative to it, with `/`
 * @param hashes SHA-256 in hex by file name
 * @throws ThimbleError `sandbox_failed` naming the first file that is missing, was changed or is not noted
 */
export async function checkFolders(
  dir: string,
  folders: readonly string[],
  hashes: Readonly<Record<string, string>>,
): Promise<void> {
  for (const folder of folders) {
    const noted = Object.keys(hashes).filter((file) => file.startsWith(`${folder}/`));
    const there = await readdir(join(dir, folder), { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
      throw damaged(folder, cause);
    });
    for (const entry of there) {
      const file = relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
      if (!entry.isFile() || !noted.includes(file)) throw damaged(file);
    }
    for (const file of noted)
      if ((await sha256File(join(dir, file)).catch(() => null)) !== hashes[file]) throw damaged(file);
  }
}
