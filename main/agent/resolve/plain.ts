import type { Resolution, Resolvers } from './types.ts';

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
  ['`', '`'],
];

/** Takes one pair of quotation marks off a text that is wholly inside them. */
export function unquote(text: string): string {
  const trimmed = text.trim();
  for (const [open, close] of quotes) {
    const inner = trimmed.slice(open.length, -close.length);
    if (trimmed.length >= 2 && trimmed.startsWith(open) && trimmed.endsWith(close) && !inner.includes(close))
      return inner.trim();
  }
  return trimmed;
}

const copied = (value: string): Resolution => ({ kind: 'resolved', value, label: value, via: null });
const mail = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u;

/** Kinds that need no look-up: the words are the value. */
export const plainResolvers: Resolvers = {
  text: async (words) => copied(unquote(words)),
  email: async (words) => {
    const address = unquote(words)
      .replace(/^<|>$|^mailto:/gu, '')
      .replace(/[.,;:]+$/u, '');
    return mail.test(address) ? copied(address) : { kind: 'missing', message: `“${words}” is not an e-mail address.` };
  },
  url: async (words) => {
    const text = unquote(words).replace(/[,;]+$/u, '');
    const address = /^[a-z][a-z0-9+.-]*:/iu.test(text) ? text : `https://${text}`;
    return URL.canParse(address) && /^https?:/iu.test(address)
      ? copied(address)
      : { kind: 'missing', message: `“${words}” is not a web address.` };
  },
};
