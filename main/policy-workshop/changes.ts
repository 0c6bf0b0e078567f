import { join } from 'node:path';
import { type PolicyChange, type PolicyView, ThimbleError } from '../../shared/index.ts';
import type { ChangeLog } from '../own-change/index.ts';
import {
  learnedFile,
  loosened,
  mergeRules,
  type PolicyEngine,
  type Rule,
  readLayer,
  readLearned,
} from '../policy/index.ts';
import { type FileChange, loggedFileChange } from './change-log.ts';
import type { Confirmation } from './confirm.ts';
import { checkFileName, hashOf, maxFiles, type OwnFile, readOwnFiles, withFolder, writeFiles } from './folder.ts';
import type { PolicyHistory } from './history.ts';
import type { Trials } from './trial.ts';
import type { Confirmer } from './types.ts';

/** A change of files that is not made yet. */
export interface ChangePlan {
  readonly what: FileChange['what'];
  /** In words, for the person and the log. */
  readonly text: string;
  /** New texts by file name; null deletes. */
  readonly files: ReadonlyMap<string, string | null>;
  /** The hash that each file had when the change was thought of; null where it was not there. */
  readonly base: ReadonlyMap<string, string | null>;
  /** New texts of files of cases. */
  readonly cases: ReadonlyMap<string, string>;
}

/** What a change would be. */
export interface Judged {
  /** Why it may not be made, one sentence each. */
  readonly problems: string[];
  readonly loosened: string[];
}

/** Makes changes to the person's own files, or none at all. */
export interface Changes {
  /** Without Cedar's validation of the whole set; that of the edited text is the caller's. */
  judge(plan: ChangePlan): Promise<Judged>;
  /**
   * Makes the change: only a set that is valid as a whole is written, only over the very files that were edited, and
   * with the person's yes where it loosens anything.
   * @throws ThimbleError `bad_input`, `not_approved`, `storage_unavailable`; the rules in force are then as they were
   */
  apply(plan: ChangePlan): Promise<PolicyChange>;
  stale(file: string): ThimbleError;
}

export interface ChangesOptions {
  readonly engine: Pick<PolicyEngine, 'policies'>;
  readonly shippedRules: () => Promise<readonly Rule[]>;
  readonly userDir: string;
  readonly audit: ChangeLog;
  readonly trials: Trials;
  readonly history: PolicyHistory;
  readonly confirmation: Confirmation;
  readonly confirmer: Confirmer | null;
  readonly by: string;
  /** Puts what is on disk in force. */
  readonly reload: () => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const sentence = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Why a file alone cannot be used; null when it can. */
function wrong(file: OwnFile): string | null {
  try {
    if (file.file === learnedFile) readLearned(file.text);
    else readLayer([file]);
    return null;
  } catch (thrown) {
    return sentence(thrown);
  }
}

const howAgreed = {
  dialog: 'agreed in a dialog outside of the window',
  code: 'agreed with a code from the terminal',
} as const;

export function createChanges(options: ChangesOptions): Changes {
  const { engine, shippedRules, userDir, audit, trials, history, confirmation, confirmer, by, now } = options;
  let working: Promise<unknown> = Promise.resolve();

  /** The files after a change, and what keeps it from being made. A file mended while another is broken may be saved. */
  function after(before: readonly OwnFile[], plan: ChangePlan): { files: OwnFile[]; problems: string[] } {
    const edited = [...plan.files].flatMap(([file, text]) =>
      text === null ? [] : [{ file, text, hash: hashOf(text), problem: null }],
    );
    const files = [...before.filter(({ file }) => !plan.files.has(file)), ...edited].sort((a, b) =>
      a.file < b.file ? -1 : 1,
    );
    const mends = before.some((one) => plan.files.has(one.file) && wrong(one) !== null);
    const judged = files.map((one) => ({ one, problem: wrong(one) }));
    const problems = judged.flatMap(({ one, problem }) =>
      // Without the rules made on cards there are only more asks: those keep nothing from being saved.
      problem !== null && one.file !== learnedFile && (plan.files.has(one.file) || !mends) ? [problem] : [],
    );
    if (files.length > maxFiles && [...plan.files.keys()].some((file) => before.every((one) => one.file !== file)))
      problems.push(`there are more than ${maxFiles} files`);
    return { files: judged.filter(({ problem }) => problem === null).map(({ one }) => one), problems };
  }

  async function judge(plan: ChangePlan, whole: boolean): Promise<Judged> {
    const { files, problems } = after(await readOwnFiles(userDir), plan);
    if (problems.length > 0) return { problems, loosened: [] };
    let rules: Rule[];
    try {
      rules = mergeRules(await shippedRules(), readLayer(files));
      if (whole) await trials.with(files, async () => undefined);
    } catch (thrown) {
      return { problems: [sentence(thrown)], loosened: [] };
    }
    const inForce: readonly PolicyView[] = engine.policies();
    return { problems: [], loosened: loosened(inForce, rules) };
  }

  function stale(file: string): ThimbleError {
    return new ThimbleError(
      'bad_input',
      `${file} was changed by another window or program since you opened it, so nothing was saved.`,
      'Copy what you wrote, open the file again and put it in there.',
    );
  }

  function invalid(problems: readonly string[]): ThimbleError {
    return new ThimbleError(
      'bad_input',
      `This set of rules is not valid: ${problems[0] ?? 'it cannot be read'}.`.replace(/\.\.$/u, '.'),
      'Nothing was saved, and the rules in force are as they were.',
    );
  }

  async function commit(plan: ChangePlan, agreed: readonly string[]): Promise<PolicyChange> {
    const own = await readOwnFiles(userDir);
    const before = new Map(own.map((one) => [one.file, one]));
    for (const [file, base] of plan.base) if ((before.get(file)?.hash ?? null) !== base) throw stale(file);
    const judged = await judge(plan, true);
    if (judged.problems.length > 0) throw invalid(judged.problems);
    if (judged.loosened.some((one) => !agreed.includes(one)))
      throw new ThimbleError(
        'not_approved',
        'The rules changed while you were asked, so this would loosen something else than you agreed to.',
        'Save again and look at what it loosens.',
      );
    const changed = [...plan.files].filter(([file, text]) => (before.get(file)?.text ?? null) !== text);
    const hash =
      plan.files.size === 1 ? [...plan.files.values()].map((text) => (text === null ? null : hashOf(text)))[0] : null;
    if (changed.length === 0 && plan.cases.size === 0) return { state: 'saved', hash: hash ?? null };
    const entry: FileChange = {
      what: plan.what,
      text: plan.text,
      files: changed.map(([file, text]) => ({
        file,
        before: before.get(file)?.hash ?? null,
        after: text === null ? null : hashOf(text),
      })),
      loosened: judged.loosened,
      agreed: judged.loosened.length > 0 && confirmer ? howAgreed[confirmer.kind] : '',
      by,
    };
    await loggedFileChange(audit, entry, now, async () => {
      const at = new Date(now()).toISOString();
      // Before the files: whoever notices them, here or in another Thimble, then finds whose they are.
      for (const [file, text] of changed) {
        const was = before.get(file);
        if (was?.problem === null)
          await history.add(file, was.text, { at, by: 'before this change', what: 'As it was' });
        await history.add(file, text, { at, by, what: plan.text });
      }
      await writeFiles(userDir, new Map(changed));
      if (plan.cases.size > 0) await writeFiles(join(userDir, 'cases'), plan.cases);
    });
    await options.reload();
    return { state: 'saved', hash: hash ?? null };
  }

  /** One change at a time, in this process and among processes. */
  function inTurn(plan: ChangePlan, agreed: readonly string[]): Promise<PolicyChange> {
    const done = working.then(() => withFolder(userDir, () => commit(plan, agreed)));
    working = done.catch(() => undefined);
    return done;
  }

  return {
    stale,
    judge: (plan) => judge(plan, false),
    async apply(plan) {
      for (const [file, text] of plan.files) {
        if (file === learnedFile) checkFileName(file);
        if (text !== null && (plan.base.get(file) ?? null) === null) checkFileName(file);
      }
      const own = await readOwnFiles(userDir);
      for (const [file, base] of plan.base) {
        const found = own.find((one) => one.file === file);
        if ((found?.hash ?? null) !== base) throw stale(file);
        if (found && found.problem !== null)
          throw new ThimbleError('bad_input', `${file}: ${found.problem}`, 'Change it with another program.');
      }
      const judged = await judge(plan, true);
      if (judged.problems.length > 0) throw invalid(judged.problems);
      if (judged.loosened.length === 0) return inTurn(plan, []);
      return confirmation.ask({ title: plan.text, loosened: judged.loosened }, (agreed) => inTurn(plan, agreed));
    },
  };
}
