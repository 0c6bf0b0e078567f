/**
 * The grammar of a call that a person writes out instead of saying it, for the agent, the window and the command line:
 *
 *     /slack.chat.postMessage to: #releases, text: it is out
 *
 * Each value stands behind `name:` (or `name=`), the first at the start and the others after a comma, and goes on to the
 * next one. In JSON quotation marks it may hold what would else be the next one's name.
 */

/** Whether a request is a call written out, and no sentence. */
export function isTypedCall(request: string): boolean {
  return request.startsWith('/');
}

/** The tool's name and the text of the values; the name may be empty. */
export function splitTypedCall(request: string): { readonly tool: string; readonly text: string } {
  const [, tool = '', text = ''] = /^\/?(\S*)\s*(.*)$/su.exec(request) ?? [];
  return { tool, text };
}

const quotedText = /^"(?:[^"\\]|\\.)*"(?=\s*(?:,|$))/u;

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    // Quotation marks, but not JSON's: the words as they stand.
    return text;
  }
}

/**
 * The values of a typed call by name, as they were written.
 * @param names the parameters of its tool
 * @returns null when the text does not begin with a name, or gives one twice
 */
export function typedValues(text: string, names: readonly string[]): Readonly<Record<string, string>> | null {
  const values: Record<string, string> = {};
  if (text.trim() === '') return values;
  if (names.length === 0) return null;
  const label = `(${names.map((name) => name.replace(/[^\w]/gu, '\\$&')).join('|')})\\s*[:=]`;
  const next = new RegExp(`,\\s*${label}`, 'u');
  let found = new RegExp(`^\\s*${label}`, 'u').exec(text);
  if (!found) return null;
  let rest = text;
  while (found) {
    const name = found[1] ?? '';
    if (Object.hasOwn(values, name)) return null;
    rest = rest.slice(found.index + found[0].length).trimStart();
    const quoted = quotedText.exec(rest)?.[0] ?? '';
    const after = rest.slice(quoted.length);
    found = next.exec(after);
    const plain = (found ? after.slice(0, found.index) : after).trim();
    // What follows the quotation marks up to the next name belongs to the value: then they were its own.
    values[name] =
      quoted !== '' && plain === ''
        ? unquoted(quoted)
        : quoted + (found ? after.slice(0, found.index) : after).trimEnd();
    rest = after;
  }
  return values;
}

/** A call written out so that {@link typedValues} reads the same values back: in quotation marks only where needed. */
export function writeTypedCall(
  tool: string,
  values: Readonly<Record<string, string>>,
  names: readonly string[],
): string {
  const write = ([name, value]: [string, string]): string => {
    const back = typedValues(`${name}: ${value}`, names);
    const same = !value.startsWith('"') && back !== null && Object.keys(back).length === 1 && back[name] === value;
    return `${name}: ${same ? value : JSON.stringify(value)}`;
  };
  return [`/${tool}`, Object.entries(values).map(write).join(', ')].filter((part) => part !== '').join(' ');
}
