import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { ThimbleError } from '../../shared/index.ts';

const tokenBytes = 32;
const shape = /^[\w-]{32,200}$/u;

/** A new bearer token: 256 random bits, in base64url. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/**
 * The token in a file that only its owner can read; made there when the file is missing, so that it outlives the process.
 * @throws ThimbleError `bad_input` when others can read it or it holds something else, `storage_unavailable`
 */
export function tokenInFile(file: string): string {
  try {
    const token = newToken();
    // Fails where there is anything, a link as well.
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return token;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
      throw new ThimbleError('storage_unavailable', `${file} could not be written.`, 'Choose another file.', { cause });
  }
  const stat = lstatSync(file);
  if (!stat.isFile() || (process.platform !== 'win32' && (stat.mode & 0o077) !== 0))
    throw new ThimbleError(
      'bad_input',
      `${file} is not a file that only you can read.`,
      `Run chmod 600 on it, or choose another one.`,
    );
  const token = readFileSync(file, 'utf8').trim();
  if (!shape.test(token))
    throw new ThimbleError(
      'bad_input',
      `${file} holds no token.`,
      'It is 32 to 200 letters, digits, - and _; delete the file to have one made.',
    );
  return token;
}

/** Whether an Authorization header carries the token; compared in constant time. RFC 6750, 2.1. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/iu.exec(header ?? '')?.[1] ?? '';
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
