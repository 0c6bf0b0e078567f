/** Chat APIs take these characters in a tool's name, and at most 64 of them. */
const longest = 64;

/** Names as an endpoint takes them, and back. */
export interface ToolNames {
  /** @throws RangeError for a name that was not given */
  readonly sent: (name: string) => string;
  /** The name as it was; an unknown one stays as it came. */
  readonly original: (sent: string) => string;
}

/** Maps names to `[a-zA-Z0-9_-]{1,64}`, each to another one. */
export function toolNames(names: readonly string[]): ToolNames {
  const sent = new Map<string, string>();
  const original = new Map<string, string>();
  // Names that need no change keep themselves, so that none is taken by another's changed name.
  const plain = (name: string): string => name.replace(/[^a-zA-Z0-9_-]/gu, '_').slice(0, longest);
  for (const name of [...names].sort((a, b) => Number(plain(a) !== a) - Number(plain(b) !== b))) {
    if (sent.has(name)) continue;
    let free = plain(name);
    for (let n = 2; original.has(free); n++) free = `${plain(name).slice(0, longest - String(n).length - 1)}_${n}`;
    sent.set(name, free);
    original.set(free, name);
  }
  return {
    sent(name) {
      const found = sent.get(name);
      if (found === undefined) throw new RangeError(`${name} has no name to be sent by`);
      return found;
    },
    original: (name) => original.get(name) ?? name,
  };
}
