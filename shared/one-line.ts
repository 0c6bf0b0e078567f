/**
 * A sentence as menus and notifications of the system may show it: on one line, without characters that hide or turn
 * text, cut to `length` UTF-16 code units at most. It takes no secrets out.
 */
export function oneLine(text: string, length: number): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (clean.length <= length) return clean;
  const cut = clean.slice(0, length - 1);
  // Half of a surrogate pair is no character.
  return `${/[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}
