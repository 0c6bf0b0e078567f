import type {
  CaseResult,
  ImportPlan,
  PolicyChange,
  PolicyCheck,
  PolicyFileView,
  PolicyVersion,
  PolicyVocabulary,
  Replay,
} from '../../shared/index.ts';

/** What a person is asked before rules are loosened. */
export interface LooseningQuestion {
  /** What is about to be done, in words of Thimble: “Save mine.cedar”. */
  readonly title: string;
  /** What it may let through, one sentence each. */
  readonly loosened: readonly string[];
}

/**
 * How a person agrees to looser rules outside of the window, where nothing that runs in the window can answer for them.
 * `dialog`: the host asks. `code`: the host shows a code where only the person reads it, and the window takes it;
 * `show` answers false where nobody can read it. Without a confirmer rules are not loosened from the app.
 */
export type Confirmer =
  | { readonly kind: 'dialog'; readonly ask: (question: LooseningQuestion) => Promise<boolean> }
  | { readonly kind: 'code'; readonly show: (question: LooseningQuestion, code: string) => boolean };

/** What a case is made of. */
export type CaseSource =
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'request'; readonly request: string };

/** The parts of a file under edit that replay and cases are run with; `text` null leaves the file out. */
export interface Edited {
  readonly file: string;
  readonly text: string | null;
}

/**
 * The policy workshop. Every method rejects with a ThimbleError. Nothing of it sends anything, and nothing invalid is
 * ever written: the set in force stays.
 */
export interface PolicyWorkshop {
  /** Reads the files again when they changed outside of the app. */
  refresh(): Promise<void>;
  files(): Promise<{ files: PolicyFileView[]; problems: string[]; confirms: 'dialog' | 'code' | 'none' }>;
  vocabulary(): PolicyVocabulary;
  checkText(edited: { readonly file: string; readonly text: string }): Promise<PolicyCheck>;
  save(input: { file: string; text: string; baseHash: string | null }): Promise<PolicyChange>;
  rename(input: { file: string; to: string; baseHash: string }): Promise<PolicyChange>;
  remove(input: { file: string; baseHash: string }): Promise<PolicyChange>;
  confirm(input: { id: string; code: string }): Promise<PolicyChange>;
  /** Tells how far it is with `policy.replaying` events. @param limit most decisions of the log that are replayed */
  replay(edited: Edited, limit: number, signal: AbortSignal): Promise<Replay>;
  cases(edited: Edited): Promise<{ cases: CaseResult[]; problems: string[] }>;
  addCase(from: CaseSource): Promise<{ name: string; file: string }>;
  removeCase(input: { file: string; name: string }): Promise<void>;
  history(file: string): Promise<PolicyVersion[]>;
  version(file: string, id: string): Promise<string>;
  restore(input: { file: string; id: string; baseHash: string | null }): Promise<PolicyChange>;
  exportBundle(): Promise<{ filename: string; json: string }>;
  importPlan(bundle: string): Promise<ImportPlan>;
  importBundle(input: { bundle: string; plan: string }): Promise<PolicyChange>;
  close(): void;
}
