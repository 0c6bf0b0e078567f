import type { AuditDetail } from '../../../../../shared/index.ts';

/** A stretch of an entry's time, in milliseconds. `waited`: its card was open. `ran`: from the send to the answer. */
export interface Stretch {
  readonly kind: 'waited' | 'ran';
  readonly milliseconds: number;
}

/** How long a person had the card before they answered, in milliseconds; null where there was none, or it is not known. */
export function waitOf(approval: AuditDetail['approval']): number | null {
  if (!approval || approval.openedAt === null) return null;
  const wait = Date.parse(approval.at) - Date.parse(approval.openedAt);
  return Number.isFinite(wait) && wait >= 0 ? wait : null;
}

/** The stretches of an entry, in order; those that are not known are left out. */
export function stretchesOf(entry: Pick<AuditDetail, 'approval' | 'milliseconds'>): Stretch[] {
  const waited = waitOf(entry.approval);
  return [
    ...(waited === null ? [] : [{ kind: 'waited', milliseconds: waited } as const]),
    ...(entry.milliseconds === null ? [] : [{ kind: 'ran', milliseconds: entry.milliseconds } as const]),
  ];
}
