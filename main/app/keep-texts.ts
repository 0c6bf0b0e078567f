import type { Settings } from '../../shared/index.ts';
import type { AuditLog, AuditReview } from '../audit/index.ts';

export interface KeepTextsOptions {
  readonly audit: Pick<AuditLog, 'finishRemovals'>;
  readonly review: Pick<AuditReview, 'prune'>;
  readonly settings: () => Pick<Settings, 'auditKeepDays'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told what went wrong; it is tried again the next day. */
  readonly onError: (thrown: unknown) => void;
}

const day = 86_400_000;

/**
 * Removes texts from the log that are older than the person keeps them: now, and once a day. A removal that was cut off
 * is finished in any case.
 */
export function keepTexts(options: KeepTextsOptions): { close(): void; readonly first: Promise<void> } {
  const { audit, review, settings, now, onError } = options;
  const run = async (): Promise<void> => {
    try {
      await audit.finishRemovals();
      const { auditKeepDays: days } = settings();
      if (days !== null) await review.prune(new Date(now() - days * day).toISOString());
    } catch (thrown) {
      onError(thrown);
    }
  };
  const timer = setInterval(() => void run(), day).unref();
  return { close: () => clearInterval(timer), first: run() };
}
