import { ThimbleError } from '../../shared/index.ts';
import { isAddressLiteral } from './address.ts';
import type { Site } from './types.ts';

/** Whose origin it is: a connector, or the sign-in page of one. */
export interface Owner {
  readonly title: string;
  readonly origin: string;
}

const wrong = (owner: Owner): ThimbleError =>
  new ThimbleError(
    'denied',
    `The address set for ${owner.title} is not one that Thimble sends to.`,
    'Connect the service again.',
  );

/**
 * The origin that requests go to: the service's own over https, or an emulator on this machine where the site says
 * so. @throws ThimbleError `denied` for anything else.
 */
export function checkedOrigin(site: Site, owner: Owner): string {
  if (!URL.canParse(site.origin)) throw wrong(owner);
  const url = new URL(site.origin);
  if (url.origin !== site.origin) throw wrong(owner);
  if (site.loopback) {
    if (url.protocol !== 'http:' || (url.hostname !== '127.0.0.1' && url.hostname !== '[::1]')) throw wrong(owner);
  } else if (url.protocol !== 'https:' || isAddressLiteral(url.hostname) || url.origin !== owner.origin)
    throw wrong(owner);
  return url.origin;
}
