/** The headers that say where a request came from; null where absent. */
export interface RequestOrigin {
  readonly method: string;
  readonly host: string | null;
  readonly origin: string | null;
  readonly fetchSite: string | null;
  readonly fetchMode: string | null;
}

/**
 * Why a request is refused, or null when it may go on. `authority` is the one host and port served.
 *
 * - Host must be exactly ours: a name that an attacker points at 127.0.0.1 (DNS rebinding) arrives with its own name.
 * - Origin, where sent, must be ours; whatever is not GET must send it.
 * - Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/): a page of another origin can open our address as a
 *   navigation but not use it; other ports of 127.0.0.1 are "same-site" and count as other.
 */
export function refusal(request: RequestOrigin, authority: string): string | null {
  if (request.host !== authority) return 'This address is not served here.';
  const ours = `http://${authority}`;
  if (request.origin !== null && request.origin !== ours) return 'Requests from other pages are refused.';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && request.origin === null) return 'Requests must say which page they come from.';
  if (request.fetchSite === null || request.fetchSite === 'same-origin') return null;
  if (reads && request.fetchSite === 'none' && request.fetchMode === 'navigate') return null;
  return 'Requests from other pages are refused.';
}
