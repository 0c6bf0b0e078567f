import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type SecondModelSettings, ThimbleError } from '../../shared/index.ts';

/** Where the second model is asked. */
export interface ModelAddress {
  /** Scheme, host and port, as `URL.origin` writes them. */
  readonly origin: string;
  /** Path of the API, without a slash at its end: `/v1`. */
  readonly path: string;
  /** Host and port for people. ASCII. */
  readonly host: string;
  /** It is on this machine. */
  readonly loopback: boolean;
}

const bad = (message: string, hint: string): ThimbleError => new ThimbleError('bad_input', message, hint);
const example = 'For example http://127.0.0.1:11434/v1';

function rangeOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  return ipaddr.isValid(bare) ? ipaddr.process(bare).range() : null;
}

/** Whether an IP address is this machine's own (127.0.0.0/8, ::1). */
export function isLoopback(address: string): boolean {
  return rangeOf(address) === 'loopback';
}

/**
 * Reads the address of the second model. Without the switch for other hosts only this machine's own addresses pass. What
 * leaves this machine goes over TLS, but for a private network's literal addresses (RFC 1918, RFC 4193).
 * @throws ThimbleError `bad_input`
 */
export function readAddress({
  address,
  otherHosts,
}: Pick<SecondModelSettings, 'address' | 'otherHosts'>): ModelAddress {
  if (!URL.canParse(address)) throw bad('The address of the second model is not an address.', example);
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw bad('The address of the second model must begin with http:// or https://.', example);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw bad(
      'The address of the second model holds more than a host and a path.',
      'Leave out user names, “?” and “#”; a key has its own field.',
    );
  const loopback = url.hostname === 'localhost' || isLoopback(url.hostname);
  if (!loopback && !otherHosts)
    throw bad(
      `${url.hostname} is not this machine.`,
      'If the words of such requests may leave this machine, allow another one: in Settings, or with --other-host.',
    );
  const privateLiteral = ['private', 'uniqueLocal'].includes(rangeOf(url.hostname) ?? '');
  if (!loopback && !privateLiteral && url.protocol === 'http:')
    throw bad(
      `http:// would send your words to ${url.hostname} for anyone on the way to read.`,
      'Use https:// for another machine, or its address in your own network.',
    );
  const path = url.pathname.replace(/\/+$/u, '') || '/v1';
  return { origin: url.origin, path, host: url.host, loopback };
}

/** The name `localhost` by what the system says of it, failing where that is not this machine. */
export const loopbackLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { all: true }, (error, addresses) => {
    const first = addresses?.[0];
    const wrong = error ?? (addresses.every(({ address }) => isLoopback(address)) ? null : new Error('not loopback'));
    if (wrong || !first) callback(wrong ?? new Error('no address'), '', 0);
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
