import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const example = new URL('../../examples/todo-connector/', import.meta.url);

/** A manifest as its author may write it, right or wrong. */
export type ManifestText = Record<string, unknown> & { readonly tools: Record<string, unknown>[] };

/** The example's manifest at an address of the internet, as fresh data to change. */
export function exampleManifest(): ManifestText {
  const manifest = JSON.parse(readFileSync(new URL('thimble.json', example), 'utf8')) as ManifestText;
  return { ...manifest, origin: 'https://api.todo.example.com' };
}

/** The example's script. */
export function exampleScript(): string {
  return readFileSync(new URL('connector.js', example), 'utf8');
}

/** A new folder with these two files. */
export function pluginFolder(manifest: unknown, script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'thimble-plugin-'));
  writeFileSync(join(folder, 'thimble.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  writeFileSync(join(folder, 'connector.js'), script);
  return folder;
}
