import {
  type AuditDays,
  type AuditDaysQuery,
  type AuditExport,
  type AuditFilter,
  type AuditFormat,
  type AuditPage,
  type AuditPageQuery,
  type AuditPrunable,
  type AuditState,
  type AuditStats,
  type AuditStatsQuery,
  type AuditView,
  ThimbleError,
  type ThimbleEvent,
  type VerifyReport,
} from '../../shared/index.ts';
import { ExportFolder } from './export/export-folder.ts';
import { keyFingerprint } from './fingerprint.ts';
import type { MerkleAuditLog } from './log.ts';
import type { RunningTask } from './reader/port.ts';
import { workerPort } from './reader/worker-port.ts';
import type { Signer } from './signer.ts';
import { ViewFile } from './views.ts';

export interface AuditReviewOptions {
  /** The log's file. */
  readonly file: string;
  /** The log, to which removals are written. */
  readonly audit: Pick<MerkleAuditLog, 'remove' | 'checkpoint'>;
  readonly signer: Signer;
  /** Where exports lie until they are fetched; emptied at the start and at the end. */
  readonly exportDir: string;
  /** Where saved views are kept. */
  readonly viewFile: string;
  readonly emit: (event: ThimbleEvent) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What people do with the log: looking through it, checking it, taking it out. Rejects with ThimbleErrors. */
export interface AuditReview {
  page(query: AuditPageQuery): Promise<AuditPage>;
  days(query: AuditDaysQuery): Promise<AuditDays>;
  stats(query: AuditStatsQuery): Promise<AuditStats>;
  views(): AuditView[];
  saveView(view: AuditView): AuditView[];
  removeView(name: string): AuditView[];
  /** One at a time: whoever asks meanwhile gets the same report. */
  verify(): Promise<VerifyReport>;
  cancelVerify(): void;
  /** What {@link prune} would remove. `before` is ISO 8601. */
  prunable(before: string): Promise<AuditPrunable>;
  /**
   * Removes the texts of what was begun before, for good. Null where there is nothing to remove. Rejects with `bad_input` for
   * a time of the last day.
   */
  prune(before: string): Promise<{ readonly entryId: string | null; readonly entries: number }>;
  state(): AuditState;
  /** One at a time: the one before is let go. */
  export(filter: AuditFilter, format: AuditFormat): Promise<AuditExport>;
  /** A piece of an export from a byte on. Throws `not_found` for one that is gone. */
  exportRead(id: string, offset: number): Promise<{ text: string; next: number | null }>;
  /** Null: whatever export there is or is being made. */
  exportClose(id: string | null): void;
  close(): void;
}

/** Texts stay for so long in any case, in milliseconds: whoever got into the window does not wipe what they did. */
const day = 86_400_000;

/** Opens the review of a log that is open. */
export function createAuditReview(options: AuditReviewOptions): AuditReview {
  const { file, audit, signer, emit } = options;
  const port = workerPort(file, signer.publicKey);
  const views = new ViewFile(options.viewFile);
  const exports = new ExportFolder(port, options);
  const removable = (before: string) => port.run('removable', { before: Date.parse(before) }, () => undefined);
  let verifying: RunningTask<VerifyReport> | null = null;
  return {
    page: (query) => port.ask('page', query),
    days: (query) => port.ask('days', query),
    stats: (query) => port.ask('stats', query),
    views: () => views.list(),
    saveView: (view) => views.save(view),
    removeView: (name) => views.remove(name),
    verify() {
      if (verifying) return verifying.answer;
      const started = port.run('verify', { anchor: signer.anchor }, (at) =>
        emit({ type: 'audit.verify_progress', ...at }),
      );
      verifying = started;
      const over = (): void => {
        verifying = null;
      };
      started.answer.then(over, over);
      return started.answer;
    },
    cancelVerify: () => verifying?.cancel(),
    async prunable(before) {
      const { entries, oldest } = await removable(before).answer;
      return { entries, oldest };
    },
    async prune(before) {
      if (Date.parse(before) > options.now() - day)
        throw new ThimbleError(
          'bad_input',
          'The texts of the last day stay in the log, so that what just happened can be looked into.',
          'Choose an earlier day.',
        );
      const { oldest, ...removal } = await removable(before).answer;
      if (oldest === null) return { entryId: null, entries: 0 };
      const entryId = await audit.remove(removal);
      emit({ type: 'audit.appended' });
      return { entryId, entries: removal.entries };
    },
    state() {
      const checkpoint = audit.checkpoint();
      const { publicKey } = signer;
      return { publicKey, fingerprint: keyFingerprint(publicKey), checkpoint, anchor: signer.anchor };
    },
    export: (filter, format) => exports.make(filter, format),
    exportRead: (id, offset) => exports.read(id, offset),
    exportClose: (id) => exports.drop(id),
    close() {
      exports.drop(null);
      port.close();
    },
  };
}
