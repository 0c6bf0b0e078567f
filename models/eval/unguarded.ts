import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder with the rules that guard nothing, for measuring what guarding costs. */
export interface Unguarded {
  readonly dataDir: string;
  remove(): void;
}

/**
 * Makes a data folder in which a rule of the person's own replaces each default one and permits everything. This needs
 * no switch in the app, and the app has none: it is what files in that folder can do.
 * @param policyDir the default set
 */
export function unguardedFolder(policyDir: string): Unguarded {
  const dataDir = mkdtempSync(join(tmpdir(), 'thimble-unguarded-'));
  const ids = readdirSync(policyDir)
    .filter((name) => name.endsWith('.cedar'))
    .flatMap((name) => [...readFileSync(join(policyDir, name), 'utf8').matchAll(/^@id\("([^"]+)"\)$/gmu)])
    .map(([, id]) => id ?? '');
  const rule = (id: string): string =>
    `@id("${id}")\n@says("Everything is allowed.")\npermit (principal, action, resource);\n`;
  mkdirSync(join(dataDir, 'policies'), { recursive: true });
  writeFileSync(join(dataDir, 'policies', 'unguarded.cedar'), ids.map(rule).join('\n'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}
