/** Which host serves the page: the browser host talks to its own origin, Electron's page talks over ipc only. */
export type ContentHost = 'browser' | 'electron';

/**
 * The headers on every response that a window gets. The policy has no unsafe-inline and no unsafe-eval, takes nothing
 * from other origins and refuses to be framed (https://www.w3.org/TR/CSP3/). Trusted Types turn assignments of strings
 * to HTML sinks into errors: what services return is shown as text and nothing else.
 */
export function securityHeaders(host: ContentHost): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${host === 'browser' ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), clipboard-read=()',
    'cache-control': 'no-store',
  };
}
