import type { ProposedValue } from '../inference/index.ts';

const amount =
  /[$€£¥]\s?\d[\d.,]*(?:\s?[km]\b)?|\b\d[\d.,]*\s?(?:dollars?|bucks|euros?|pounds?|yen|usd|eur|gbp|jpy|percent|%)|\b(?:half|a third|a quarter)\b(?! an hour)/giu;
const quoted = /"[^"]*"|“[^”]*”|«[^»]*»|(?<!\p{L})'[^']*'(?!\p{L})/gu;

function* texts(value: ProposedValue): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) yield* value;
  else if (typeof value === 'object') yield* Object.values(value);
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s,]+/gu, '')
    .replace(/\.$/u, '');

/**
 * Amounts of money and percentages that the request names (outside quotation marks) and no argument holds: a sign that
 * the model misread it. Shown beside the call; the person decides.
 */
export function unusedAmounts(request: string, args: Readonly<Record<string, ProposedValue>>): string[] {
  const used = Object.values(args)
    .flatMap((value) => [...texts(value)])
    .map(fold);
  const said = request.replace(quoted, ' ').match(amount) ?? [];
  return [...new Set(said.map((one) => one.trim().replace(/[.,]+$/u, '')))].filter(
    (one) => !used.some((text) => text.includes(fold(one))),
  );
}
