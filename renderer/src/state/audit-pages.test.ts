import { describe, expect, it } from 'vitest';
import type { AuditSummary } from '../../../shared/index.ts';
import { appendPage, cleanFilter, noPages, refreshFirstPage } from './audit-pages.ts';

const entries = (...ids: string[]) => ids.map((id) => ({ id }) as AuditSummary);
const ids = (pages: { entries: readonly AuditSummary[] }) => pages.entries.map((entry) => entry.id).join('');

describe('audit pages', () => {
  it('add the next page once', () => {
    const first = appendPage(noPages, { entries: entries('e', 'd'), next: 'd', total: 5 });
    const second = appendPage(first, { entries: entries('d', 'c'), next: 'c', total: 5 });
    expect(ids(second)).toBe('edc');
    expect(second.next).toBe('c');
  });

  it('put new entries on top without losing what was read', () => {
    const pages = { entries: entries('d', 'c', 'b', 'a'), next: 'a', total: 6 };
    const fresh = refreshFirstPage(pages, { entries: entries('e', 'd'), next: 'd', total: 7 });
    expect(ids(fresh)).toBe('edcba');
    expect(fresh.next).toBe('a');
    expect(fresh.total).toBe(7);
  });

  it('start again when more was logged than a page holds', () => {
    const pages = { entries: entries('b', 'a'), next: null, total: 2 };
    const fresh = refreshFirstPage(pages, { entries: entries('z', 'y'), next: 'y', total: 26 });
    expect(ids(fresh)).toBe('zy');
    expect(fresh.next).toBe('y');
  });

  it('are empty for an empty log', () => {
    expect(refreshFirstPage(noPages, { entries: [], next: null, total: 0 })).toEqual(noPages);
  });
});

describe('cleanFilter', () => {
  it('drops what filters nothing', () => {
    expect(cleanFilter({ query: '', lookups: false, service: 'slack' })).toEqual({ service: 'slack' });
  });
});
