import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { isAddressLiteral } from './address.ts';
import type { Endpoint } from './types.ts';

const wrong = (connector: ConnectorManifest): ThimbleError =>
  new ThimbleError(
    'denied',
    `The address set for ${connector.title} is not one that Thimble sends to.`,
    'Connect the service again.',
  );

/**
 * The origin that requests go to: the service's own over https, or an emulator on this machine where the endpoint says
 * so. @throws ThimbleError `denied` for anything else.
 */
export function checkedOrigin(endpoint: Endpoint, connector: ConnectorManifest): string {
  if (!URL.canParse(endpoint.origin)) throw wrong(connector);
  const url = new URL(endpoint.origin);
  if (url.origin !== endpoint.origin) throw wrong(connector);
  if (endpoint.loopback) {
    if (url.protocol !== 'http:' || (url.hostname !== '127.0.0.1' && url.hostname !== '[::1]')) throw wrong(connector);
  } else if (url.protocol !== 'https:' || isAddressLiteral(url.hostname) || url.origin !== connector.origin)
    throw wrong(connector);
  return url.origin;
}
