import { describe, expect, it } from 'vitest';
import { securityHeaders } from './security-headers.ts';

describe('securityHeaders', () => {
  it.each(['browser', 'electron'] as const)('has a strict policy for %s', (host) => {
    const policy = securityHeaders(host)['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:|data:/u);
  });

  it('lets the page of Electron connect to nothing', () => {
    expect(securityHeaders('electron')['content-security-policy']).toContain("connect-src 'none'");
  });
});
