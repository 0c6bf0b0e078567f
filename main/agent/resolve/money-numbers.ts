import { ones, tens } from './number-words.ts';

const small: Readonly<Record<string, number>> = {
  ...ones,
  ...tens,
  a: 1,
  an: 1,
  fourty: 40,
  couple: 2,
  dozen: 12,
  single: 1,
};
const large: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, grand: 1000, million: 1_000_000 };

/** English number words as a number ("two hundred and fifty", "a dozen", "three and a half"); null for anything else. */
export function readNumberWords(words: string): number | null {
  const half = /^(.*?)\s*\band a half$/.exec(words);
  const whole = half?.[1] ?? words;
  const parts = whole
    .replace(/-/g, ' ')
    .split(/\s+/)
    .filter((part) => part !== '' && part !== 'and' && part !== 'of');
  if (parts.length === 0) return null;
  let total = 0;
  let group = 0;
  let seen = false;
  for (const [index, part] of parts.entries()) {
    // "a couple", "a dozen", "a hundred": the article only counts before nothing else.
    if ((part === 'a' || part === 'an') && parts.length > 1) {
      if (index > 0) return null;
      continue;
    }
    const value = small[part];
    const scale = large[part];
    if (value !== undefined) group += value;
    else if (scale === 100) group = (group || 1) * 100;
    else if (scale !== undefined) {
      total += (group || 1) * scale;
      group = 0;
    } else return null;
    seen = true;
  }
  if (!seen) return null;
  return total + group + (half ? 0.5 : 0);
}

/** Digits in groups as people write them: `1,299`, `1.299,00`, `12,50`, `1 299`; null when they make no number. */
function readDigits(text: string): number | null {
  const bare = text.replace(/[\s'’_]/g, '');
  if (/^\d+$/.test(bare)) return Number(bare);
  if (/^\d*\.\d+$/.test(bare)) return Number(bare);
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return Number(bare.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  if (/^\d+,\d{1,2}$/.test(bare)) return Number(bare.replace(',', '.'));
  return null;
}

const scales: Readonly<Record<string, number>> = {
  k: 1000,
  thousand: 1000,
  grand: 1000,
  m: 1_000_000,
  mio: 1_000_000,
  million: 1_000_000,
};

/** A number in figures or English words: `2.5k`, `1,299`, `ten`, `1.5 million`; null when it is none. Never negative. */
export function readNumber(words: string): number | null {
  const said = words.trim().toLowerCase();
  const figures = /^([\d.,\s'’_]*\d)\s*(k|thousand|grand|m|mio|million)?$/.exec(said);
  if (figures?.[1] !== undefined) {
    const value = readDigits(figures[1]);
    const scale = figures[2] === undefined ? 1 : scales[figures[2]];
    return value === null || scale === undefined ? null : Number((value * scale).toFixed(6));
  }
  return readNumberWords(said);
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
