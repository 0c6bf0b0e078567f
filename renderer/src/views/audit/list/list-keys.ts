/** The row that a key goes to from row `at` (null: none yet) of `count`; null for any other key. `page`: rows in view. */
export function rowAfterKey(key: string, at: number | null, count: number, page: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return at === null ? 0 : Math.min(at + 1, last);
    case 'ArrowUp':
      return at === null ? 0 : Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min((at ?? 0) + page, last);
    case 'PageUp':
      return Math.max((at ?? 0) - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
