import { readNumber, readNumberWords } from '../../../shared/index.ts';

/**
 * A price as it is spoken, its cents after it without a word between: "twelve fifty" is 12.5. `other` is the further
 * reading of "one fifty", which may be 150. Null for anything else.
 */
export function readSpokenPrice(words: string): { readonly major: number; readonly other: number | null } | null {
  const parts = words.replace(/-/g, ' ').split(/\s+/);
  for (let at = 1; at < parts.length; at++) {
    const major = readNumberWords(parts.slice(0, at).join(' '));
    const cents = readNumberWords(parts.slice(at).join(' '));
    if (major === null || cents === null || parts[at] === 'and') continue;
    if (major < 1 || major > 99 || cents < 10 || cents > 99 || !Number.isInteger(major + cents)) continue;
    return { major: major + cents / 100, other: major < 10 ? major * 100 + cents : null };
  }
  return null;
}

const fractions: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  fifth: 1 / 5,
  tenth: 1 / 10,
  'two thirds': 2 / 3,
  'three quarters': 3 / 4,
};

/** "half", "a third of it", "25%", "20 percent", "three quarters" as a share of 1; null when it is none. */
export function readShare(words: string): number | null {
  const said = words.trim().toLowerCase().replace(/[-‐]/g, ' ');
  const percent = /^(.+?)\s*(?:%|percent|per cent|pct|prozent)(?:\s+(?:of|off)\b.*)?$/.exec(said);
  if (percent?.[1] !== undefined) {
    const value = readNumber(percent[1]);
    return value === null ? null : value / 100;
  }
  const named =
    /^(?:an?\s+|one\s+)?(half|thirds?|quarter|fifth|tenth|two thirds|three quarters)(?:\s+(?:of|off|price|back)\b.*)?$/.exec(
      said,
    );
  const share = named?.[1] === undefined ? undefined : fractions[named[1]];
  return share ?? null;
}
