import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { ThimbleError } from '../../../shared/index.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
};

/** One file of the built renderer. */
export interface StaticFile {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The built renderer's files by URL path. */
export interface StaticFiles {
  /** Null for anything that was not in the folder at start. `/` is `/index.html`. */
  read(urlPath: string): Promise<StaticFile | null>;
}

/**
 * Lists a folder once and serves those files by exact name. What is asked for is only ever compared with that list and
 * never made into a path, so no spelling of `..` can leave the folder. Files of unknown types are not served.
 *
 * Throws ThimbleError `storage_unavailable` when the renderer has not been built.
 */
export function staticFiles(folder: string): StaticFiles {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    throw new ThimbleError(
      'storage_unavailable',
      'The window files of Thimble are missing.',
      'Run `npm start`, which builds them.',
      { cause },
    );
  }
  const files = new Map<string, { readonly path: string; readonly contentType: string }>();
  for (const path of names) {
    const contentType = types[extname(path)];
    if (contentType) files.set(`/${relative(folder, path).split(sep).join('/')}`, { path, contentType });
  }
  return {
    async read(urlPath) {
      const file = files.get(urlPath === '/' ? '/index.html' : urlPath);
      if (!file) return null;
      return { contentType: file.contentType, body: new Uint8Array(await readFile(file.path)) };
    },
  };
}
