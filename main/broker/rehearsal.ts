import type { ConnectorManifest } from '../../connectors/index.ts';
import { toThimbleError } from '../../shared/index.ts';
import type { SendReply } from '../sandbox/index.ts';
import type { BrokerLimits } from './limits.ts';
import { type CheckedRequest, readRequest } from './read-request.ts';
import { refuse } from './refuse.ts';
import { isRead } from './rules.ts';
import type { BrokerRehearsal, BrokerSession, DraftRequest } from './types.ts';

const draftOf = ({ method, path, query, body }: CheckedRequest): DraftRequest => ({ method, path, query, body });

/**
 * Takes what connector code asks for instead of sending it. The first change ends it, and so does the first read where
 * nothing may be read: whatever comes after is refused unseen, as it may depend on the answer.
 * @param session a session that only reads; null: nothing leaves at all, and no credential is touched
 */
export function createRehearsal(
  connector: ConnectorManifest,
  limits: BrokerLimits,
  session: BrokerSession | null,
): BrokerRehearsal {
  const reads: DraftRequest[] = [];
  let change: DraftRequest | null = null;
  let over = false;
  return {
    reads,
    sent: session?.sent ?? [],
    get change() {
      return change;
    },
    get failure() {
      return session?.failure ?? null;
    },
    async send(raw): Promise<SendReply> {
      try {
        if (over) throw refuse('a request after the rehearsal');
        const request = readRequest(raw, limits);
        const read = isRead(request, connector);
        // Before anything is awaited: two requests at once are still two.
        over = !read || session === null;
        if (!read) change = draftOf(request);
        else reads.push(draftOf(request));
        if (over || session === null) throw refuse('a request in a rehearsal');
        return await session.send(raw);
      } catch (thrown) {
        return { ok: false, error: toThimbleError(thrown).toJSON() };
      }
    },
  };
}
