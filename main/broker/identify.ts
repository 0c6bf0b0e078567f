import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError, toThimbleError } from '../../shared/index.ts';
import { checkedOrigin } from './check-endpoint.ts';
import { pathProblem } from './check-path.ts';
import { headerSafe, placeCredential, withoutSecret } from './credential.ts';
import { acceptEncoding } from './decode-body.ts';
import { readAnswer } from './read-answer.ts';
import { refuse } from './refuse.ts';
import { type Transport, WireError } from './transport.ts';
import { troubleError } from './trouble.ts';
import type { Identity, SentRequest, Site } from './types.ts';

export interface IdentifyParts {
  readonly connector: ConnectorManifest;
  readonly site: Site;
  readonly transport: Transport;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sent: (request: SentRequest) => void;
  readonly signal: AbortSignal | undefined;
}

const failed = (error: ThimbleError, refused = false): Identity => ({ ok: false, error, refused });

/** Sends the manifest's who-am-I request with a secret and reads whose it is. Never throws. */
export async function identify(secret: string, parts: IdentifyParts): Promise<Identity> {
  try {
    return await ask(secret, parts);
  } catch (thrown) {
    return failed(thrown instanceof WireError ? troubleError(thrown, parts.connector.title) : toThimbleError(thrown));
  }
}

async function ask(secret: string, parts: IdentifyParts): Promise<Identity> {
  const { connector, site, transport, now, sent, signal } = parts;
  const { identity } = connector.auth;
  if (identity === null) return { ok: true, owner: null };
  if (!headerSafe.test(secret)) throw refuse('a credential that cannot be sent');
  const problem = pathProblem(identity.path);
  if (problem !== null) throw refuse(problem);
  const origin = checkedOrigin(site, connector);
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Thimble' };
  for (const [name, value] of Object.entries(connector.headers)) headers[name.toLowerCase()] = value;
  headers['accept-encoding'] = acceptEncoding;
  placeCredential(headers, connector, secret);
  const record: SentRequest = { method: identity.method, path: identity.path, query: {}, body: null, status: null };
  const { loopback } = site;
  const { method, path: target } = identity;
  const onSent = (): void => sent(record);
  const raw = await transport.send({
    origin,
    loopback,
    method,
    target,
    headers,
    body: null,
    write: false,
    signal,
    onSent,
  });
  const answer = withoutSecret(raw, secret);
  record.status = answer.status;
  const meaning = readAnswer(answer, connector, now());
  if (!meaning.ok) return failed(meaning.error, meaning.refused);
  const owner = identity.read(meaning.response.body, answer.headers);
  if (owner !== null) return { ok: true, owner };
  return failed(
    new ThimbleError(
      'service_error',
      `${connector.title} took the token, but did not say whose it is.`,
      'Try again later, or make another token.',
    ),
  );
}
