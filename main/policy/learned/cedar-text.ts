/**
 * A text as a Cedar string literal, quotes included. All but printable ASCII is written as `\u{…}`: the file then shows
 * every character that counts, and none can end the literal or the line.
 * @throws Error on half of a surrogate pair, which no Cedar string can hold
 */
export function cedarString(text: string): string {
  if (!text.isWellFormed()) throw new Error('half a character cannot be written into a policy');
  const written = [...text].map((one) => {
    if (one === '"' || one === '\\') return `\\${one}`;
    return /[ -~]/u.test(one) ? one : `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `"${written.join('')}"`;
}

/**
 * A text for people as annotations hold it: what is invisible becomes a space, and braces go, as `{name}` there stands
 * for a fact. Letters of all scripts stay.
 */
export function plainWords(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/[{}]/gu, '')
    .trim();
}

/** {@link plainWords} as a Cedar string literal. */
export function cedarWords(text: string): string {
  return `"${plainWords(text).replace(/["\\]/gu, (one) => `\\${one}`)}"`;
}

/** A text as one comment line, cut to `length` characters. */
export function cedarComment(text: string, length = 240): string {
  const plain = [
    ...text
      .toWellFormed()
      .replace(/[\p{C}\p{Z}]+/gu, ' ')
      .trim(),
  ];
  return `// ${plain.length > length ? `${plain.slice(0, length).join('')}…` : plain.join('')}`;
}
