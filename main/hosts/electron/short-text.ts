import { redactSecrets } from '../../policy/index.ts';

/**
 * A sentence as the system's own menus and notifications may show it: on one line, without secrets and without
 * characters that hide or turn text, cut to `length` UTF-16 code units at most.
 */
export function shortText(text: string, length: number): string {
  const clean = redactSecrets(text)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (clean.length <= length) return clean;
  const cut = clean.slice(0, length - 1);
  // Half of a surrogate pair is no character.
  return `${/[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}
