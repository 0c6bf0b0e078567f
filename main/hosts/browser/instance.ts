import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { maxLinkLength } from '../../../shared/index.ts';

/** What the running app notes in its data folder, in a file that only its owner can read: where it is, and a token. */
const noteSchema = z.object({
  authority: z.string().regex(/^127\.0\.0\.1:\d{1,5}$/u),
  token: z.string().regex(/^[\w-]{43}$/u),
});

/** The address at which a second start speaks to the first. */
export const handOverPath = '/instance';

const requestSchema = z.object({ quick: z.boolean(), link: z.string().max(maxLinkLength).optional() });
const replySchema = z.object({ opened: z.boolean(), link: z.string().nullable() });

/** What a second start asks of the first: the quick command, or the main window, or where a link leads. */
export type HandOverRequest = z.infer<typeof requestSchema>;
/** What came of it: a window, or the address to open by hand, which works once. */
export type HandOverReply = z.infer<typeof replySchema>;

/** Reads the body of a request to {@link handOverPath}; null when it is none. */
export function readHandOver(body: unknown): HandOverRequest | null {
  return requestSchema.safeParse(body).data ?? null;
}

const noteFile = (dataDir: string): string => join(dataDir, 'running.json');
const answerMilliseconds = 5000;
const largestReply = 10_000;

/** The instance that runs in a data folder. */
export interface Instance {
  readonly token: string;
  /** Takes the note away, unless a later start has written its own. */
  release(): void;
}

/** Notes that the app runs, in place of a note that was left behind. @throws Error when the folder cannot be written */
export function noteInstance(dataDir: string, authority: string): Instance {
  const token = randomBytes(32).toString('base64url');
  const file = noteFile(dataDir);
  // A file of its own first: nobody reads half a note, and a link put in its place is replaced and not followed.
  const fresh = `${file}.${process.pid}`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, JSON.stringify({ authority, token }), { mode: 0o600, flag: 'wx' });
  renameSync(fresh, file);
  return {
    token,
    release() {
      if (readNote(dataDir)?.token === token) rmSync(file, { force: true });
    },
  };
}

function readNote(dataDir: string): z.infer<typeof noteSchema> | null {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(noteFile(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Hands a start over to the app that runs in this data folder already.
 * @returns null when none answers: the note is missing or was left by one that has ended
 */
export async function handOver(dataDir: string, wanted: HandOverRequest): Promise<HandOverReply | null> {
  const note = readNote(dataDir);
  if (!note) return null;
  const [host, port] = note.authority.split(':');
  const done = Promise.withResolvers<string>();
  const outgoing = request(
    {
      host,
      port,
      path: handOverPath,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: `http://${note.authority}`,
        authorization: `Bearer ${note.token}`,
      },
      agent: false,
      timeout: answerMilliseconds,
    },
    (incoming) => {
      let body = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (part: string) => {
        body += part;
        if (body.length > largestReply) incoming.destroy(new Error('The answer is too long.'));
      });
      incoming.on('error', done.reject);
      incoming.on('end', () => done.resolve(body));
    },
  );
  outgoing.on('timeout', () => outgoing.destroy(new Error('No answer came.')));
  outgoing.on('error', done.reject);
  outgoing.end(JSON.stringify(wanted));
  try {
    return replySchema.parse(JSON.parse(await done.promise));
  } catch {
    // Whatever listens there now is not this app, or is about to end.
    return null;
  }
}
