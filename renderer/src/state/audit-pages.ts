import type { AuditFilter, AuditSummary } from '../../../shared/index.ts';

/** The entries read so far of one filter, newest first. */
export interface AuditPages {
  readonly entries: readonly AuditSummary[];
  readonly next: string | null;
  readonly total: number;
}

/** One answer of `audit.list`. */
interface Page {
  readonly entries: readonly AuditSummary[];
  readonly next: string | null;
  readonly total: number;
}

export const noPages: AuditPages = { entries: [], next: null, total: 0 };

/** Adds the page after the last one; entries that are there already are not added twice. */
export function appendPage(pages: AuditPages, page: Page): AuditPages {
  const known = new Set(pages.entries.map((entry) => entry.id));
  return {
    entries: [...pages.entries, ...page.entries.filter((entry) => !known.has(entry.id))],
    next: page.next,
    total: page.total,
  };
}

/**
 * Puts a fresh first page on top of what is there, so that the list does not jump when something is logged. When the two
 * do not meet (more was logged than a page holds), the fresh page starts the list again.
 */
export function refreshFirstPage(pages: AuditPages, page: Page): AuditPages {
  const last = page.entries.at(-1);
  const meets = last ? pages.entries.findIndex((entry) => entry.id === last.id) : -1;
  if (meets < 0) return { entries: page.entries, next: page.next, total: page.total };
  return {
    entries: [...page.entries, ...pages.entries.slice(meets + 1)],
    next: meets + 1 < pages.entries.length ? pages.next : page.next,
    total: page.total,
  };
}

/** A filter without its empty parts, so that equal filters are equal text. */
export function cleanFilter(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  ) as AuditFilter;
}
