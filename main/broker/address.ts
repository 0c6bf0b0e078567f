import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Code of the error that a name with a forbidden address gives. */
export const forbiddenAddress = 'ERR_THIMBLE_ADDRESS';

/**
 * Whether an address is on the public internet: unicast after unwrapping IPv4-mapped IPv6 (RFC 4291, 2.5.5.2), so not
 * private, loopback, link-local (cloud metadata), carrier NAT, multicast, NAT64 or 6to4.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Whether a URL host name is an IP literal; those never reach a lookup and are refused by themselves. */
export function isAddressLiteral(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** A name resolver as `dns.lookup` with `all: true`. */
export type LookupAll = (
  hostname: string,
  callback: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

const systemAll: LookupAll = (hostname, callback) => systemLookup(hostname, { all: true }, callback);

/**
 * A `lookup` for sockets that fails when ANY address of the name is not public: the check is on the addresses that the
 * connection will use, so a name that changes between check and use (rebinding) gains nothing.
 */
export function checkedLookup(resolve: LookupAll = systemAll): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const bad = error ?? refusal(addresses);
      const first = addresses?.[0];
      if (bad !== null || first === undefined) callback(bad ?? new Error('no address'), '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusal(addresses: readonly { address: string }[]): Error | null {
  if (addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))) return null;
  return Object.assign(new Error('address not allowed'), { code: forbiddenAddress });
}
