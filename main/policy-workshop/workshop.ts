import { join } from 'node:path';
import type { ConnectorManifest } from '../../connectors/index.ts';
import {
  type ImportPlan,
  type PolicyFileView,
  type PolicyView,
  type RunView,
  type Settings,
  ThimbleError,
  type ThimbleEvent,
} from '../../shared/index.ts';
import type { AuditLog, LoggedCall } from '../audit/index.ts';
import {
  checkText,
  findSecrets,
  learnedFile,
  type PolicyCase,
  type ReloadablePolicyEngine,
  readLayer,
  readPolicyFolder,
} from '../policy/index.ts';
import { planHash, readBundle, writeBundle } from './bundle.ts';
import { addCase, addedTo, caseText, readCases, readCaseValues, removeCase } from './case-files.ts';
import { caseOf, type PreviewContext, previewFacts } from './case-from.ts';
import { type ChangePlan, createChanges } from './changes.ts';
import { createConfirmation } from './confirm.ts';
import { checkFileName, hashOf, type OwnFile, readOwnFiles } from './folder.ts';
import { openHistory } from './history.ts';
import { type RebuildContext, rebuildFacts, stepsOf } from './logged-facts.ts';
import { remarkOf } from './remarks.ts';
import { createReplayer } from './replay.ts';
import { runCases } from './run-cases.ts';
import { createShippedRules } from './shipped-rules.ts';
import { createTrials } from './trial.ts';
import type { Confirmer, Edited, PolicyWorkshop } from './types.ts';
import { vocabularyOf } from './vocabulary.ts';
import { watchFolder } from './watch.ts';

/** What the workshop works with. */
export interface PolicyWorkshopOptions {
  readonly engine: ReloadablePolicyEngine;
  readonly connectors: () => readonly ConnectorManifest[];
  /** Folder of the default set, with `cases/`. */
  readonly policyDir: string;
  /** Folder of the person's own rules; made when missing. */
  readonly userDir: string;
  readonly audit: AuditLog;
  readonly settings: () => Settings;
  readonly confirmer: Confirmer | null;
  /** Who changes things here, for the log: “the person at the app”. */
  readonly by: string;
  readonly preview: (request: string) => Promise<RunView>;
  /** The account of a service that a run without a choice uses, and where that is, as the log names it. */
  readonly account: PreviewContext['account'];
  readonly emit: (event: ThimbleEvent) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const outside = { by: 'outside of Thimble', what: 'Found on disk' } as const;

/** Makes the {@link PolicyWorkshop} and begins to watch the person's folder. */
export async function createPolicyWorkshop(options: PolicyWorkshopOptions): Promise<PolicyWorkshop> {
  const { engine, connectors, policyDir, userDir, audit } = options;
  const casesDir = join(userDir, 'cases');
  const history = openHistory(userDir);
  const shippedRules = createShippedRules(policyDir);
  const trials = createTrials(policyDir, connectors);
  const inForce = (): readonly PolicyView[] => engine.policies();
  const settingsKey = (): string => JSON.stringify([options.settings().zone, options.settings().workingHours]);
  const rulesKey = (): string => hashOf(JSON.stringify(inForce().map(({ id, source }) => [id, source])));
  const replayer = createReplayer(() => `${rulesKey()} ${settingsKey()}`);
  const confirmation = createConfirmation(options.confirmer, () => performance.now());
  const changes = createChanges({
    ...options,
    shippedRules,
    trials,
    history,
    confirmation,
    reload: () => reload(true),
  });

  /** What was on disk when the rules were last read. */
  let seen = '';
  let refreshing: Promise<void> = Promise.resolve();

  async function reload(always: boolean): Promise<void> {
    const files = await readOwnFiles(userDir);
    const found = files.map(({ file, hash }) => `${file} ${hash}`).join('\n');
    if (!always && found === seen) return;
    seen = found;
    await engine.reload();
    const at = new Date(options.now()).toISOString();
    // What an editor of the person's own wrote is a version as well.
    for (const { file, text, problem } of files)
      if (problem === null) await history.add(file, text, { at, ...outside }).catch(() => undefined);
    options.emit({ type: 'policies.changed' });
  }

  const refresh = (): Promise<void> => {
    refreshing = refreshing.then(() => reload(false)).catch(() => undefined);
    return refreshing;
  };
  seen = (await readOwnFiles(userDir).catch(() => [])).map(({ file, hash }) => `${file} ${hash}`).join('\n');
  const unwatch = watchFolder(userDir, () => void refresh());

  /** The person's files with one of them replaced. @throws ThimbleError `bad_input` for a file that is not to be edited */
  async function withEdit({ file, text }: Edited): Promise<OwnFile[]> {
    const files = await readOwnFiles(userDir);
    if (!files.some((one) => one.file === file)) checkFileName(file);
    const others = files.filter((one) => one.file !== file);
    return text === null ? others : [...others, { file, text, hash: hashOf(text), problem: null }];
  }

  /** Runs `use` with the set that an edit would make. @throws ThimbleError `bad_input` while that is not valid */
  async function tried<T>(edited: Edited, use: Parameters<typeof trials.with<T>>[1]): Promise<T> {
    const own = (await withEdit(edited)).sort((a, b) => a.file.localeCompare(b.file));
    let running = false;
    try {
      return await trials.with(own, (trial) => {
        running = true;
        return use(trial);
      });
    } catch (thrown) {
      if (running || thrown instanceof ThimbleError) throw thrown;
      throw new ThimbleError(
        'bad_input',
        `The edited set is not valid: ${thrown instanceof Error ? thrown.message : 'it cannot be read'}.`,
        'Mend what is marked; the rules in force are as they were.',
        { cause: thrown },
      );
    }
  }

  /** Entries read beside those that are replayed, for the earlier steps of their runs. */
  const beside = 200;

  const rebuild = (calls: readonly LoggedCall[]): RebuildContext => ({
    connectors: connectors(),
    settings: options.settings(),
    history: (query) => audit.history(query),
    steps: stepsOf(calls),
    toolOf: (id) => {
      try {
        return audit.show(id).tool;
      } catch (thrown) {
        if (thrown instanceof ThimbleError) return null;
        throw thrown;
      }
    },
  });

  async function fileTexts(): Promise<PolicyFileView[]> {
    const shipped = (await readPolicyFolder(policyDir, false)).map(
      ({ file, text }): PolicyFileView => ({
        file,
        kind: 'shipped',
        text,
        hash: hashOf(text),
        editable: false,
        problem: null,
      }),
    );
    const own = (await readOwnFiles(userDir)).map(({ file, text, hash, problem }): PolicyFileView => {
      const learned = file === learnedFile;
      return { file, kind: learned ? 'learned' : 'own', text, hash, editable: !learned && problem === null, problem };
    });
    return [...own, ...shipped];
  }

  async function currentText(file: string, baseHash: string | null): Promise<OwnFile | null> {
    const found = (await readOwnFiles(userDir)).find((one) => one.file === file) ?? null;
    if ((found?.hash ?? null) !== baseHash) throw changes.stale(file);
    return found;
  }

  async function readImport(bundle: string): Promise<{ plan: ImportPlan; change: ChangePlan }> {
    const content = readBundle(bundle);
    const [own, cases] = [await readOwnFiles(userDir), await readCases(casesDir)];
    const files = content.files.map(({ file, text }) => {
      const before = own.find((one) => one.file === file);
      const change = before === undefined ? 'new' : before.text === text ? 'same' : 'replace';
      return { file, change, before: before?.text ?? '', after: text } as const;
    });
    const caseFiles = content.cases.map((one) => {
      const before = cases.files.find(({ file }) => file === one.file);
      const same = before !== undefined && caseText(before.cases) === caseText(one.cases);
      const change = before === undefined ? 'new' : same ? 'same' : 'replace';
      return { file: one.file, change, count: one.cases.length } as const;
    });
    const before = [
      ...own.map(({ file, hash }) => ({ file, hash })),
      ...cases.files.map((one) => ({ file: `cases/${one.file}`, hash: hashOf(caseText(one.cases)) })),
    ];
    const change: ChangePlan = {
      what: 'import',
      text: 'Import policies from a file',
      files: new Map(files.filter((one) => one.change !== 'same').map(({ file, after }) => [file, after])),
      base: new Map(files.map(({ file }) => [file, own.find((one) => one.file === file)?.hash ?? null])),
      cases: new Map(
        content.cases.filter((_, at) => caseFiles[at]?.change !== 'same').map((one) => [one.file, caseText(one.cases)]),
      ),
    };
    const judged = await changes.judge(change);
    return {
      plan: {
        plan: planHash(bundle, before),
        files,
        cases: caseFiles,
        problems: judged.problems,
        loosened: judged.loosened,
      },
      change,
    };
  }

  return {
    refresh,
    async files() {
      await refresh();
      return {
        files: await fileTexts(),
        problems: [...engine.problems()],
        confirms: options.confirmer?.kind ?? 'none',
      };
    },
    vocabulary: () => vocabularyOf(connectors()),
    async checkText({ file, text }) {
      const shipped = await shippedRules();
      const ids = new Set(shipped.map(({ id }) => id));
      const others = (await readOwnFiles(userDir)).filter((one) => one.file !== file);
      const otherRules = others.flatMap((one) => {
        try {
          return readLayer([one]);
        } catch {
          // Told by the judgement of the whole below.
          return [];
        }
      });
      const checked = checkText({ file, text }, { shipped, others: otherRules, connectors: connectors() });
      const valid = checked.errors.length === 0;
      const judged = valid
        ? await changes.judge({
            what: 'save',
            text: '',
            files: new Map([[file, text]]),
            base: new Map(),
            cases: new Map(),
          })
        : { problems: [], loosened: [] };
      return {
        valid: valid && judged.problems.length === 0,
        remarks: [
          ...checked.errors.map((remark) => remarkOf('error', remark, text)),
          // Something about the set as a whole, or another file of it.
          ...judged.problems.map((message) =>
            remarkOf(
              'error',
              { message, hint: 'A set is only saved as a whole.', rule: null, range: { start: 0, end: 0 } },
              text,
            ),
          ),
          ...checked.warnings.map((remark) => remarkOf('warning', remark, text)),
        ],
        rules: checked.rules.map(({ id, verdict, text: says, range }) => ({
          id,
          verdict,
          text: says,
          replaces: ids.has(id),
          ...range,
        })),
        loosened: judged.loosened,
      };
    },
    save: ({ file, text, baseHash }) =>
      changes.apply({
        what: 'save',
        text: `Save ${file}`,
        files: new Map([[file, text]]),
        base: new Map([[file, baseHash]]),
        cases: new Map(),
      }),
    async rename({ file, to, baseHash }) {
      checkFileName(to);
      const found = await currentText(file, baseHash);
      return changes.apply({
        what: 'rename',
        text: `Rename ${file} to ${to}`,
        files: new Map([
          [file, null],
          [to, found?.text ?? ''],
        ]),
        base: new Map([
          [file, baseHash],
          [to, null],
        ]),
        cases: new Map(),
      });
    },
    remove: ({ file, baseHash }) =>
      changes.apply({
        what: 'remove',
        text: `Delete ${file}`,
        files: new Map([[file, null]]),
        base: new Map([[file, baseHash]]),
        cases: new Map(),
      }),
    confirm: ({ id, code }) => confirmation.answer(id, code),
    replay: (edited, limit, signal) => {
      let told = 0;
      const progress = (done: number, total: number): void => {
        if (done < total && done - told < total / 20) return;
        told = done;
        options.emit({ type: 'policy.replaying', done, total });
      };
      const read = audit.calls(limit + beside);
      const calls = read.slice(0, limit);
      return tried(edited, (trial) =>
        replayer.replay({ calls, context: rebuild(read), before: engine, after: trial, signal, progress }),
      );
    },
    async cases(edited) {
      const own = await readCases(casesDir);
      const dir = join(policyDir, 'cases');
      const shipped = await readCases(dir, ['values.json']);
      const values = await readCaseValues(dir).catch(() => ({}));
      const cases = await tried(edited, async (trial) =>
        runCases(trial, { files: shipped.files, values }, own.files, connectors()),
      );
      return { cases, problems: [...own.problems, ...shipped.problems] };
    },
    async addCase(from) {
      const made = from.kind === 'request' ? await caseOfRequest(from.request) : caseOfEntry(from.id);
      if (findSecrets(JSON.stringify(made)).length > 0)
        throw new ThimbleError(
          'bad_input',
          'This call holds a secret, which is not written into a case.',
          'Make a case of a call without one.',
        );
      await addCase(casesDir, made);
      return { name: made.name, file: addedTo };
    },
    removeCase: ({ file, name }) => removeCase(casesDir, file, name),
    history: async (file) => history.list(known(file)),
    version: async (file, id) => history.text(known(file), id),
    async restore({ file, id, baseHash }) {
      const text = await history.text(known(file), id);
      return changes.apply({
        what: 'restore',
        text: `Restore an earlier text of ${file}`,
        files: new Map([[file, text]]),
        base: new Map([[file, baseHash]]),
        cases: new Map(),
      });
    },
    async exportBundle() {
      const files = (await readOwnFiles(userDir)).filter(
        ({ file, problem }) => file !== learnedFile && problem === null,
      );
      const cases = await readCases(casesDir);
      const json = writeBundle(
        { files: files.map(({ file, text }) => ({ file, text })), cases: cases.files },
        options.now(),
      );
      return { filename: `thimble-policies-${new Date(options.now()).toISOString().slice(0, 10)}.json`, json };
    },
    async importPlan(bundle) {
      return (await readImport(bundle)).plan;
    },
    async importBundle({ bundle, plan: wanted }) {
      const { plan, change } = await readImport(bundle);
      if (plan.plan !== wanted)
        throw new ThimbleError(
          'bad_input',
          'Your policies changed after the import was shown, so nothing was imported.',
          'Look at it again.',
        );
      return changes.apply(change);
    },
    close: unwatch,
  };

  async function caseOfRequest(request: string): Promise<PolicyCase> {
    const run = await options.preview(request);
    const facts = previewFacts(run, {
      connectors: connectors(),
      settings: options.settings(),
      account: options.account,
      history: (query) => audit.history(query),
    });
    return caseOf(facts, request, engine);
  }

  function caseOfEntry(id: string): PolicyCase {
    const call = audit.calls(1, id)[0];
    const rebuilt = call ? rebuildFacts(call, rebuild(audit.calls(2000))) : null;
    if (!call || rebuilt?.kind !== 'facts')
      throw new ThimbleError(
        'bad_input',
        rebuilt?.kind === 'not' ? rebuilt.why : 'This entry is no call that rules decide.',
        'Choose another entry.',
      );
    return caseOf(rebuilt.facts, call.intent?.effectText ?? '', engine);
  }

  function known(file: string): string {
    // The name becomes part of a path.
    if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,74}\.cedar$/u.test(file)) return file;
    throw new ThimbleError('bad_input', 'That is no name of a policy file.', 'Choose a file of the list.');
  }
}
