import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { Keychain } from '../keychain/index.ts';
import type { WireAnswer } from './transport.ts';

/** What a credential may look like: it goes into a header. */
export const headerSafe = /^[!-~]{4,4096}$/;

/** Writes a credential where the service expects it. Header names are lower case. */
export function placeCredential(headers: Record<string, string>, connector: ConnectorManifest, secret: string): void {
  const { credential } = connector.auth;
  if (credential.kind === 'bearer') headers.authorization = `Bearer ${secret}`;
  else if (credential.kind === 'header') headers[credential.name.toLowerCase()] = secret;
}

/**
 * The service's credential, fetched at send time and kept nowhere; empty where the service takes none.
 * @throws ThimbleError `not_connected` without one, `unauthorized` for one that cannot be a header, or the keychain's own.
 */
export async function credentialFor(
  connector: ConnectorManifest,
  account: string,
  keychain: Keychain,
): Promise<string> {
  if (connector.auth.credential.kind === 'none') return '';
  const secret = await keychain.get({ service: `thimble/${connector.service}`, account });
  if (secret === null) throw notConnected(connector);
  if (!headerSafe.test(secret))
    throw new ThimbleError(
      'unauthorized',
      `The credential kept for ${connector.title} is damaged.`,
      `Connect ${connector.title} again in Connections.`,
    );
  return secret;
}

/** No account for the service. */
export function notConnected(connector: ConnectorManifest): ThimbleError {
  return new ThimbleError(
    'not_connected',
    `${connector.title} is not connected.`,
    `Connect ${connector.title} in Connections.`,
  );
}

const mark = '[credential]';

/** A text without the credential, however it is spelled: JSON writes one character in several ways (`x`, `\u0078`). */
function textWithout(text: string, secret: string): string {
  const plain = text.replaceAll(secret, mark);
  if (!plain.includes('\\')) return plain;
  let said: string;
  try {
    said = JSON.stringify(JSON.parse(plain));
  } catch {
    return plain;
  }
  const spelled = JSON.stringify(secret).slice(1, -1);
  return said.includes(spelled) ? said.replaceAll(spelled, mark) : plain;
}

/** An answer without the credential, should the service have echoed it. */
export function withoutSecret(answer: WireAnswer, secret: string): WireAnswer {
  if (secret === '') return answer;
  const headers = Object.entries(answer.headers).map(
    ([name, value]) => [name, value.replaceAll(secret, mark)] as const,
  );
  return { status: answer.status, headers: Object.fromEntries(headers), text: textWithout(answer.text, secret) };
}
