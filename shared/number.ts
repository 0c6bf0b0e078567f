import { ones, tens } from './number-words.ts';

/** What a number word is, for which may follow which: "twenty five" is a number, "five twenty" is not one. */
type Part = 'unit' | 'teen' | 'ten' | 'hundred' | 'dozen' | 'scale';
const scaleWords: Readonly<Record<string, number>> = {
  thousand: 1000,
  grand: 1000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

function partOf(word: string): readonly [Part, number] | null {
  if (word in Object.prototype) return null;
  const one = ones[word];
  if (one !== undefined) return [one < 10 ? 'unit' : 'teen', one];
  const ten = tens[word === 'fourty' ? 'forty' : word];
  if (ten !== undefined) return ['ten', ten];
  if (word === 'couple') return ['unit', 2];
  if (word === 'single') return ['unit', 1];
  if (word === 'hundred') return ['hundred', 100];
  if (word === 'dozen') return ['dozen', 12];
  const scale = scaleWords[word];
  return scale === undefined ? null : ['scale', scale];
}

/** What may stand before a part; `''` is the start. */
const mayFollow: Readonly<Record<Part, readonly (Part | '')[]>> = {
  unit: ['', 'ten', 'hundred', 'scale'],
  teen: ['', 'hundred', 'scale'],
  ten: ['', 'hundred', 'scale'],
  hundred: ['', 'unit', 'teen', 'ten', 'scale'],
  dozen: ['', 'unit', 'teen', 'ten'],
  scale: ['', 'unit', 'teen', 'ten', 'hundred', 'dozen'],
};

/** A number in English words ("two hundred and fifty", "a dozen", "three and a half"); null for anything else. */
export function readNumberWords(words: string): number | null {
  const half = /^(.+?)\s+and a half(?:\s+(\w+))?$/.exec(words);
  if (half?.[1] !== undefined) {
    const whole = readNumberWords(half[1]);
    const scale = half[2] === undefined ? 1 : (partOf(half[2])?.[1] ?? null);
    // "a million and a half" is half of a million more, not half of one.
    const last = scaleWords[half[1].split(' ').at(-1) ?? ''] ?? 1;
    return whole === null || scale === null ? null : whole * scale + 0.5 * scale * (scale === 1 ? last : 1);
  }
  const share = /^(half|quarter|three quarters)(?: of)?(?: an?)? (\w+)$/.exec(words.replace(/^an? /, ''));
  const shared = share?.[2] === undefined ? null : partOf(share[2]);
  if (share && shared && shared[1] > 10)
    return shared[1] * (share[1] === 'half' ? 0.5 : share[1] === 'quarter' ? 0.25 : 0.75);

  const parts = words
    .replace(/-/g, ' ')
    .split(/\s+/)
    .filter((part) => part !== '' && part !== 'of');
  if (parts.length > 1 && (parts[0] === 'a' || parts[0] === 'an')) parts.shift();
  else if (parts.length === 1 && (parts[0] === 'a' || parts[0] === 'an')) return 1;
  let total = 0;
  let group = 0;
  let before: Part | '' = '';
  let smallest = Number.POSITIVE_INFINITY;
  for (const word of parts) {
    if (word === 'and') {
      if (before !== 'hundred' && before !== 'scale') return null;
      continue;
    }
    const part = partOf(word);
    if (!part || !mayFollow[part[0]].includes(before)) return null;
    const [kind, value] = part;
    if (kind === 'hundred' || kind === 'dozen') group = (group || 1) * value;
    else if (kind === 'scale') {
      if (value >= smallest) return null;
      smallest = value;
      total += (group || 1) * value;
      group = 0;
    } else if (before === 'ten' && value === 0) return null;
    else group += value;
    before = kind;
  }
  return before === '' || parts.at(-1) === 'and' ? null : total + group;
}

/** Digits in groups as people write them: `1,299`, `1.299,00`, `12,50`, `1 299`; null when they make no number. */
function readDigits(text: string): number | null {
  const bare = text.replace(/[\s'’_]/g, '');
  if (/^\d+$/.test(bare)) return Number(bare);
  if (/^\d*\.\d+$/.test(bare)) return Number(bare);
  // Thousands, and India's lakhs: 1,50,000.
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$|^\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$/.test(bare)) return Number(bare.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  if (/^\d+,\d{1,2}$/.test(bare)) return Number(bare.replace(',', '.'));
  return null;
}

const scales: Readonly<Record<string, number>> = {
  ...scaleWords,
  k: 1000,
  hundred: 100,
  dozen: 12,
  m: 1_000_000,
  mio: 1_000_000,
};

/** A number in figures or English words: `2.5k`, `1,299`, `ten`, `1.5 million`; null when it is none. Never negative. */
export function readNumber(words: string): number | null {
  const said = words.trim().toLowerCase();
  const figures = /^([\d.,\s'’_]*\d)\s*(k|hundred|dozen|thousand|grand|m|mio|million|billion)?$/.exec(said);
  if (figures?.[1] !== undefined) {
    const value = readDigits(figures[1]);
    const scale = figures[2] === undefined ? 1 : scales[figures[2]];
    return value === null || scale === undefined ? null : Number((value * scale).toFixed(6));
  }
  return readNumberWords(said);
}
