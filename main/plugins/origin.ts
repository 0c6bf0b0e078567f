import { isIP } from 'node:net';
import { isFreeOrigin } from './names.ts';

/** Names that mean something on this network only (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal). */
const localNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|test|invalid|onion)\.?$/iu;

/** Whether an origin is an emulator on this machine: plain http on a loopback address, the port named. */
export function isLoopbackOrigin(origin: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|\[::1\]):\d{2,5}$/u.test(origin);
}

/**
 * What is wrong with the origin of a plug-in, or null: https with a public name. The broker checks every address that the
 * name resolves to once more, at each call.
 * @param development whether an emulator on this machine is taken as well
 */
export function originProblem(origin: string, development: boolean): string | null {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    return 'must be a scheme and a host and nothing else, such as https://api.example.com';
  if (isLoopbackOrigin(origin)) return development ? null : 'is on this machine, which takes the development flag';
  const { protocol, hostname } = new URL(origin);
  if (protocol !== 'https:') return 'must begin with https://';
  if (isIP(hostname.replace(/^\[|\]$/gu, '')) !== 0) return 'must be a name, not an address in numbers';
  if (!hostname.includes('.') || localNames.test(hostname)) return 'must be a name of the public internet';
  if (!isFreeOrigin(origin)) return 'belongs to a connector that Thimble ships, with policies of its own';
  return null;
}
