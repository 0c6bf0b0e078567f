import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Runs every check and test in turn and ends with one line of counts. Exit code 0 only when nothing failed. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const reports = join(root, 'node_modules', '.cache', 'thimble-tests');

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
  success: z.boolean(),
});

const totals = { passed: 0, failed: 0, skipped: 0 };
/** What was skipped: the tests' names say why. */
const skips: string[] = [];

function check(title: string, command: string, args: readonly string[]): void {
  const started = Date.now();
  const status = spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status;
  totals[status === 0 ? 'passed' : 'failed']++;
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

function tests(title: string, project: string, node: string, filters: readonly string[] = []): void {
  const file = join(reports, `${title.replaceAll(' ', '-')}.json`);
  rmSync(file, { force: true });
  console.log(`\n${title}`);
  const status = spawnSync(
    node,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  ).status;
  const report = existsSync(file) ? reportSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  if (!report?.success) {
    totals.failed++;
    console.log(`FAILED: ${title} gave no report`);
    return;
  }
  totals.passed += report.data.numPassedTests;
  totals.skipped += report.data.numPendingTests + report.data.numTodoTests;
  for (const { fullName, status: state } of report.data.testResults.flatMap((one) => one.assertionResults))
    if (state !== 'passed' && state !== 'failed') skips.push(fullName);
  // A file that fails to load has no failed test of its own but is no pass either.
  totals.failed +=
    report.data.numFailedTests > 0
      ? report.data.numFailedTests
      : status === 0
        ? 0
        : Math.max(1, report.data.numFailedTestSuites);
}

mkdirSync(reports, { recursive: true });
const only = new Set(process.argv.slice(2));
const wanted = (part: string): boolean => only.size === 0 || only.has(part);

if (wanted('check')) {
  check('types', bin('tsc'), ['-b']);
  check('lint and format', bin('biome'), ['ci', '--error-on-warnings', '.']);
  check('layers', process.execPath, ['scripts/check-layers.ts']);
  check('third-party notices', process.execPath, ['scripts/notices.ts', '--check']);
  check('build', process.execPath, ['scripts/build.ts']);
}
if (wanted('unit')) tests('unit', 'unit', process.execPath);
if (wanted('node24')) {
  const node24 = join(root, 'node_modules', 'node24-linux-x64', 'bin', 'node');
  if (existsSync(node24)) tests('unit of main on node 24', 'unit', node24, ['main/', 'shared/', 'connectors/']);
  else {
    totals.skipped++;
    console.log('skipped: unit tests on node 24, whose binary is only installed on Linux x64');
  }
}
if (wanted('integration')) {
  tests('integration', 'integration', process.execPath);
  check('table of docs/connectors.md', process.execPath, ['scripts/connectors-doc.ts', '--check']);
}
if (wanted('e2e')) tests('end to end', 'e2e', process.execPath);

for (const name of skips) console.log(`skipped: ${name}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 ? 0 : 1);
