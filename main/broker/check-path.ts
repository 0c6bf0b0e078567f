/** Percent-decodes once, leaving anything malformed as it is. */
function decodeOnce(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function problemAt(stage: string): string | null {
  if (stage.includes('\\')) return 'a backslash in the path';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(stage)) return 'a control character in the path';
  if (stage.includes('//')) return 'an empty part in the path';
  for (const segment of stage.split('/')) {
    // Some servers cut `;…` off a segment before they read it.
    const name = segment.split(';')[0];
    if (name === '.' || name === '..') return 'a dot segment in the path';
  }
  return null;
}

/**
 * What is wrong with a path that connector code asked for, or null. It must stay on the origin and mean the same to
 * every server however often it is decoded: absolute, visible ASCII (RFC 3986 section 3.3), no query or fragment, no
 * dot segments, backslashes or control characters in any of its decodings.
 */
export function pathProblem(path: string): string | null {
  if (!path.startsWith('/')) return 'a path that does not start with /';
  if (!/^[!-~]+$/.test(path)) return 'a character that paths do not have';
  if (/[?#"<>^`{|}]/.test(path)) return 'a character that paths do not have';
  if (/%(?![0-9a-f]{2})/i.test(path)) return 'a broken percent sign in the path';
  let stage = path;
  for (let round = 0; round < 6; round++) {
    const problem = problemAt(stage);
    if (problem !== null) return problem;
    const next = decodeOnce(stage);
    if (next === stage) return null;
    stage = next;
  }
  return 'a path encoded too often';
}
