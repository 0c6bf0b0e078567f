import { randomUUID } from 'node:crypto';
import { type ArgumentView, toThimbleError } from '../../shared/index.ts';
import type { AuditLog, Intent } from '../audit/index.ts';
import { callHash, openAccount } from '../policy/index.ts';

/** The parts of the log that are used here. */
export type ChangeLog = Pick<AuditLog, 'intent' | 'outcome'>;

/** A change of the person's own policy files. */
export interface FileChange {
  readonly what: 'save' | 'remove' | 'rename' | 'restore' | 'import';
  /** What is done, in words: “Save mine.cedar”. */
  readonly text: string;
  readonly files: readonly { readonly file: string; readonly before: string | null; readonly after: string | null }[];
  readonly loosened: readonly string[];
  /** How the person agreed to what is loosened; empty where nothing is. */
  readonly agreed: string;
  readonly by: string;
}

const titles: Record<FileChange['what'], string> = {
  save: 'Change policies',
  remove: 'Delete policies',
  rename: 'Rename a policy file',
  restore: 'Restore policies',
  import: 'Import policies',
};

function view(name: string, description: string, value: string): ArgumentView {
  return {
    name,
    kind: 'text',
    description,
    proposed: value,
    value,
    label: value,
    source: { kind: 'person', text: value },
    confidence: null,
    editable: false,
    choices: null,
  };
}

function intentOf(change: FileChange, now: number): Intent {
  const hashes = change.files.map(({ file, before, after }) => `${file}: ${before ?? 'none'} → ${after ?? 'none'}`);
  const at = new Date(now).toISOString();
  return {
    runId: randomUUID(),
    step: 0,
    request: '',
    tool: `policies.file.${change.what}`,
    title: titles[change.what],
    service: 'policies',
    effect: 'write',
    effectText: change.text,
    undoText: 'Former texts are kept in the history of Policies.',
    args: [
      view('files', 'SHA-256 of each file before and after', hashes.join('; ')),
      view('loosened', 'What it may let through that was stopped', change.loosened.join(' ') || 'nothing'),
    ],
    decision: {
      id: `dec_${randomUUID()}`,
      verdict: change.loosened.length > 0 ? 'ask' : 'allow',
      rules: [{ id: 'you-write-policies', verdict: 'allow', text: 'You write your own policies.', change: null }],
      callHash: callHash({ tool: 'policies', connectorVersion: '1', account: openAccount, args: { files: hashes } }),
      decidedAt: at,
    },
    approval: change.loosened.length > 0 ? { by: change.by, at, verdict: 'approve', reason: change.agreed } : null,
    tainted: false,
    lookup: false,
    account: openAccount.name,
    place: openAccount.id,
    undoes: null,
    asked: [],
    secondModel: null,
  };
}

/**
 * Changes policy files with an entry of its own in the log: which text was in force when can be proved.
 * @throws ThimbleError `storage_unavailable` when the log cannot be written: nothing is changed then; else what `work` throws
 */
export async function loggedChange(
  log: ChangeLog,
  change: FileChange,
  now: () => number,
  work: () => Promise<void>,
): Promise<void> {
  const started = now();
  const id = log.intent(intentOf(change, started));
  const end = (error: ReturnType<typeof toThimbleError> | null): void =>
    log.outcome(id, {
      status: error === null ? 'succeeded' : 'failed',
      summary: error === null ? `${change.text}: done` : null,
      result: null,
      error: error?.toJSON() ?? null,
      requests: [],
      undo: [],
      milliseconds: Math.max(0, now() - started),
    });
  try {
    await work();
  } catch (thrown) {
    end(toThimbleError(thrown));
    throw thrown;
  }
  end(null);
}
