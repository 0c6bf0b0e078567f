import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile, type SourceFile } from './layers.ts';

/** Prints every import that goes around a door or across a runtime's border; exit code 1 when there is one. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['shared', 'connectors', 'main', 'preload', 'renderer', 'models', 'tests', 'scripts', 'examples'];
const importOf =
  /(?:^|[;\n])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gu;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'dist' && entry.name !== 'runs') yield* sources(path);
    } else if (/\.(ts|tsx|mts)$/u.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}

const problems: string[] = [];
let count = 0;
for (const folder of folders)
  for (const path of sources(join(root, folder))) {
    count++;
    const text = readFileSync(path, 'utf8');
    const imports = [...text.matchAll(importOf)].map((found) => {
      const name = found[1] ?? found[2] ?? found[3] ?? '';
      return name.startsWith('.') ? relative(root, resolve(dirname(path), name)).replaceAll('\\', '/') : name;
    });
    const file: SourceFile = { path: relative(root, path).replaceAll('\\', '/'), imports };
    problems.push(...checkFile(file));
  }
for (const problem of problems) console.error(problem);
console.log(`${count} files, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
