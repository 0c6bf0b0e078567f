import { type ChangeLog, loggedChange, ownArgument } from '../own-change/index.ts';
import { callHash, openAccount } from '../policy/index.ts';

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

/**
 * Changes policy files with an entry of its own in the log: which text was in force when can be proved.
 * @throws as {@link loggedChange}
 */
export function loggedFileChange(
  log: ChangeLog,
  { what, text, files, loosened, agreed, by }: FileChange,
  now: () => number,
  work: () => Promise<void>,
): Promise<void> {
  const hashes = files.map(({ file, before, after }) => `${file}: ${before ?? 'none'} → ${after ?? 'none'}`);
  const looser = loosened.length > 0;
  const describe = (started: number) => ({
    tool: `policies.file.${what}`,
    title: titles[what],
    service: 'policies',
    effectText: text,
    undoText: 'Former texts are kept in the history of Policies.',
    args: [
      ownArgument('files', 'SHA-256 of each file before and after', hashes.join('; ')),
      ownArgument('loosened', 'What it may let through that was stopped', loosened.join(' ') || 'nothing'),
    ],
    verdict: looser ? ('ask' as const) : ('allow' as const),
    rule: { id: 'you-write-policies', text: 'You write your own policies.' },
    callHash: callHash({ tool: 'policies', connectorVersion: '1', account: openAccount, args: { files: hashes } }),
    approval: looser ? { by, at: new Date(started).toISOString(), verdict: 'approve' as const, reason: agreed } : null,
    request: '',
    runId: null,
  });
  return loggedChange(log, describe, `${text}: done`, now, work);
}
