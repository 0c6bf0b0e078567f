import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type PolicyChange, type Replay, routes, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { type Confirmer, questionLines } from '../../policy-workshop/index.ts';
import { ask } from './ask.ts';
import { call } from './client.ts';
import { line } from './print.ts';

/** What was agreed to on the command line: `--yes`. */
export interface Agreement {
  yes: boolean;
}

const print = (lines: readonly string[]): void => {
  for (const one of lines) console.log(line(one));
};

/** Asks at the terminal before rules are loosened; without a terminal only `--yes` agrees. What it loosens is printed. */
export function terminalConfirmer(agreement: Agreement): Confirmer {
  return {
    kind: 'dialog',
    async ask(question) {
      for (const one of questionLines(question)) console.error(line(one));
      if (agreement.yes) return true;
      if (process.stdin.isTTY !== true) return false;
      return /^y(es)?$/iu.test(await ask('Loosen them? [y/N] '));
    },
  };
}

/** @throws ThimbleError `bad_input` when the file cannot be read */
async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ThimbleError('bad_input', `${path} cannot be read.`, 'Check the name of the file.', { cause });
  }
}

/** Checks a file of rules as the app would before it is saved. Exit code 1 when it is not valid. */
export async function checkFile(thimble: Thimble, path: string): Promise<number> {
  const [file, text] = [basename(path), await read(path)];
  const { valid, remarks, rules, loosened } = await call(thimble, routes.policy.checkText, { file, text });
  print(
    remarks.map(
      (one) =>
        `${path}:${one.line}:${one.column}: ${one.severity}: ${one.message} ${one.hint}${one.rule ? ` (${one.rule})` : ''}`,
    ),
  );
  if (valid) print([`${path}: ${rules.length} rules, valid.`, ...loosened.map((one) => `  looser: ${one}`)]);
  return valid ? 0 : 1;
}

/** What a replay says, one line a kind of change and then the calls. */
export function replayLines({ total, replayed, notReplayed, transitions, calls }: Replay): string[] {
  const would = { allow: 'be allowed', ask: 'ask', deny: 'be denied' } as const;
  const was = { allow: 'allowed', ask: 'asking', deny: 'denied' } as const;
  return [
    `${replayed} of ${total} decisions of the log were made again.`,
    ...notReplayed.map(({ why, count }) => `  ${count} were not: ${why}`),
    ...(transitions.length === 0 ? ['None would change.'] : []),
    ...transitions.map(({ from, to, count }) => `${count} ${was[from]} calls would now ${would[to]}.`),
    ...calls.map(({ id, at, effectText, from, to }) => `  ${id}  ${at}  ${from} → ${to}  ${effectText}`),
  ];
}

/** Decides the latest logged calls again as if a file were among the person's own. Exit code 1 when some would change. */
export async function replayFile(thimble: Thimble, path: string, limit: number): Promise<number> {
  const replay = await call(thimble, routes.policy.replay, { file: basename(path), text: await read(path), limit });
  print(replayLines(replay));
  return replay.transitions.length > 0 ? 1 : 0;
}

/** Writes the person's own rules and cases as one file, or to standard output. */
export async function exportPolicies(thimble: Thimble, out: string | undefined): Promise<number> {
  const { json } = await call(thimble, routes.policy.export, {});
  if (out === undefined) {
    process.stdout.write(json);
    return 0;
  }
  try {
    await writeFile(out, json, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new ThimbleError('bad_input', `${out} could not be written.`, 'Choose a file that is not there yet.', {
      cause,
    });
  }
  print([`Wrote ${out}.`]);
  return 0;
}

/** Imports rules and cases after it is shown what changes. Exit code 1 when nothing was imported. */
export async function importPolicies(thimble: Thimble, path: string, agreement: Agreement): Promise<number> {
  const bundle = await read(path);
  const plan = await call(thimble, routes.policy.importPlan, { bundle });
  const changed = [...plan.files, ...plan.cases.map((one) => ({ ...one, file: `cases/${one.file}` }))];
  print(changed.map(({ file, change }) => `${change}  ${file}`));
  if (plan.problems.length > 0) {
    print(plan.problems);
    return 1;
  }
  if (changed.every(({ change }) => change === 'same')) {
    print(['Nothing would change.']);
    return 0;
  }
  if (!agreement.yes) {
    if (process.stdin.isTTY !== true)
      throw new ThimbleError('bad_input', 'Importing needs your yes.', 'Run it in a terminal, or add --yes.');
    if (!/^y(es)?$/iu.test(await ask('Import them? [y/N] '))) {
      print(['Nothing was imported.']);
      return 1;
    }
  }
  const done: PolicyChange = await call(thimble, routes.policy.import, { bundle, plan: plan.plan });
  print([done.state === 'saved' ? 'Imported.' : 'Nothing was imported.']);
  return done.state === 'saved' ? 0 : 1;
}
