import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { demoAccount, findSecrets, openAccount } from '../policy/index.ts';
import { looksLikeToken } from './token.ts';

/** Longest name of an account, in characters. */
export const maxNameLength = 40;

const shape = new RegExp(`^[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,${maxNameLength - 1}}$`, 'u');
/** Names that stand for something else in the log and in policies. */
const reserved: ReadonlySet<string> = new Set([demoAccount.name, openAccount.name]);

/** Whether two names are the same to a person. */
export function sameName(a: string, b: string): boolean {
  return a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();
}

/**
 * A name as a person typed it, without white space around it.
 * @param connectors whose tokens no name may look like: names are shown, said and logged
 * @throws ThimbleError `bad_input` for what cannot be one; its text never repeats what was typed
 */
export function checkName(typed: string, connectors: readonly ConnectorManifest[]): string {
  const name = typed.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (findSecrets(name).length > 0 || looksLikeToken(name, connectors))
    throw new ThimbleError(
      'bad_input',
      'That looks like a token, and the name of an account is shown and logged.',
      'Put the token into its own field, and choose another name.',
    );
  if (!shape.test(name))
    throw new ThimbleError(
      'bad_input',
      'That cannot be the name of an account.',
      `Use up to ${maxNameLength} letters, digits, spaces, dots, hyphens and underscores, starting with a letter or digit.`,
    );
  if ([...reserved].some((taken) => sameName(taken, name)))
    throw new ThimbleError('bad_input', `“${name}” is a name that Thimble uses itself.`, 'Choose another name.');
  return name;
}

/** The nearest name to what a service calls an owner that can be used and is not taken. */
export function suggestName(wanted: string, taken: readonly string[]): string {
  const cleaned = wanted
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._@-]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, maxNameLength - 4)
    .trim();
  const base = cleaned === '' ? 'account' : cleaned;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (![...taken, ...reserved].some((other) => sameName(other, name))) return name;
  }
}
