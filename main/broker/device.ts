import { z } from 'zod';
import type { ConnectorManifest, DeviceFlow } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { checkedOrigin } from './check-endpoint.ts';
import { pathProblem } from './check-path.ts';
import { headerSafe } from './credential.ts';
import { acceptEncoding } from './decode-body.ts';
import { encodeForm } from './encode-body.ts';
import { refuse } from './refuse.ts';
import { type Transport, WireError } from './transport.ts';
import { troubleError } from './trouble.ts';
import type { DeviceCode, DevicePoll, SentRequest, Site } from './types.ts';

export interface DeviceParts {
  readonly connector: ConnectorManifest;
  /** Where the flow's own origin is reached. */
  readonly site: (origin: string) => Site;
  readonly clientId: string;
  readonly transport: Transport;
  readonly sent: (request: SentRequest) => void;
  readonly signal: AbortSignal | undefined;
}

const codeSchema = z.object({
  device_code: z.string().regex(headerSafe),
  user_code: z.string().regex(/^[A-Z0-9-]{4,20}$/i),
  verification_uri: z.url(),
  expires_in: z.number().min(1).max(86_400),
  // RFC 8628, 3.2: five seconds where nothing is said.
  interval: z.number().min(0).max(300).default(5),
});
const tokenSchema = z.object({ access_token: z.string().regex(headerSafe) });
const errorSchema = z.object({ error: z.string(), interval: z.number().min(0).max(300).optional() });

function flowOf(connector: ConnectorManifest): DeviceFlow {
  if (connector.auth.device === null)
    throw new ThimbleError('bad_input', `${connector.title} has no sign-in of this kind.`, 'Paste a token instead.');
  return connector.auth.device;
}

const unreadable = (title: string): ThimbleError =>
  new ThimbleError(
    'service_error',
    `${title}’s sign-in answered in a form that Thimble does not know.`,
    'Try again later, or paste a token instead.',
  );

/** POSTs a form to one of the flow's two paths; its body and answer hold secrets, and are not recorded. */
async function post(path: string, form: Record<string, string>, parts: DeviceParts): Promise<unknown> {
  const { connector, transport, signal, sent } = parts;
  const flow = flowOf(connector);
  const site = parts.site(flow.origin);
  const origin = checkedOrigin(site, { title: connector.title, origin: flow.origin });
  const problem = pathProblem(path);
  if (problem !== null) throw refuse(problem);
  const headers = {
    accept: 'application/json',
    'user-agent': 'Thimble',
    'accept-encoding': acceptEncoding,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const record: SentRequest = { method: 'POST', path, query: {}, body: null, status: null };
  const wire = { origin, loopback: site.loopback, method: 'POST', target: path, headers, write: true, signal };
  try {
    const answer = await transport.send({ ...wire, body: encodeForm(form), onSent: () => sent(record) });
    record.status = answer.status;
    if (answer.status >= 300 && answer.status !== 400)
      throw new ThimbleError(
        'service_error',
        `${connector.title}’s sign-in answered with an error (${answer.status}).`,
        'Check the client ID, and try again in a minute.',
      );
    return JSON.parse(answer.text);
  } catch (thrown) {
    if (thrown instanceof WireError) throw troubleError(thrown, connector.title);
    throw thrown instanceof ThimbleError ? thrown : unreadable(connector.title);
  }
}

function flowError(code: string, title: string): ThimbleError {
  if (code === 'incorrect_client_credentials' || code === 'unauthorized_client')
    return new ThimbleError('bad_input', `${title} does not know this client ID.`, 'Check it in Settings.');
  if (code === 'device_flow_disabled')
    return new ThimbleError(
      'bad_input',
      'The device flow is not turned on for this OAuth app.',
      'Turn on “Enable Device Flow” in the settings of the app, and try again.',
    );
  return unreadable(title);
}

/** Asks for a device code. @throws ThimbleError for whatever the service answers but a code */
export async function deviceCode(parts: DeviceParts): Promise<DeviceCode> {
  const flow = flowOf(parts.connector);
  const { title } = parts.connector;
  const answer = await post(flow.codePath, { client_id: parts.clientId, scope: flow.scopes.join(' ') }, parts);
  const failed = errorSchema.safeParse(answer);
  if (failed.success) throw flowError(failed.data.error, title);
  const parsed = codeSchema.safeParse(answer);
  // The person is sent there with the code: nowhere but to the service itself.
  if (!parsed.success || new URL(parsed.data.verification_uri).origin !== flow.origin) throw unreadable(title);
  const { device_code, user_code, verification_uri, expires_in, interval } = parsed.data;
  return {
    deviceCode: device_code,
    userCode: user_code,
    verificationUri: verification_uri,
    expiresIn: expires_in,
    interval,
  };
}

/** Asks once for the token. @throws ThimbleError when the answer is none of {@link DevicePoll} */
export async function devicePoll(code: string, parts: DeviceParts): Promise<DevicePoll> {
  const flow = flowOf(parts.connector);
  const answer = await post(
    flow.tokenPath,
    {
      client_id: parts.clientId,
      device_code: code,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    },
    parts,
  );
  const token = tokenSchema.safeParse(answer);
  if (token.success) return { kind: 'token', token: token.data.access_token };
  const failed = errorSchema.safeParse(answer);
  if (!failed.success) throw unreadable(parts.connector.title);
  const { error, interval } = failed.data;
  if (error === 'authorization_pending') return { kind: 'pending' };
  if (error === 'slow_down') return { kind: 'slow_down', interval: interval ?? null };
  if (error === 'access_denied') return { kind: 'denied' };
  if (error === 'expired_token' || error === 'incorrect_device_code') return { kind: 'expired' };
  throw flowError(error, parts.connector.title);
}
