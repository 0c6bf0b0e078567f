import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, redactSecrets } from './secrets.ts';

const kindsIn = (text: string) => findSecrets(text).map((span) => span.kind);

describe('findSecrets', () => {
  it.each([
    // Issuers' published test numbers.
    ['pay with 4242 4242 4242 4242 please', 'a card number'],
    ['378282246310005', 'a card number'],
    ['card:5555-5555-5555-4444.', 'a card number'],
    ['30569309025904', 'a card number'],
    ['６０１１１１１１１１１１１１１７', 'a card number'],
    ['3566 0020 2036 0505', 'a card number'],
    ['key AKIAIOSFODNN7EXAMPLE', 'an AWS access key'],
    [`ghp_${'aB3'.repeat(12)}`, 'a GitHub token'],
    [`token github_pat_${'11ABCDE0_x'.repeat(4)}`, 'a GitHub token'],
    [['xoxb', '123456789012', 'abcdefABCDEF'].join('-'), 'a Slack token'],
    [`use ${['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_')} now`, 'a Stripe key'],
    [`ntn_${'a1B2'.repeat(12)}`, 'a Notion token'],
    [`sk-ant-${'api03-abcDEF'.repeat(4)}`, 'an API key'],
    [`AIza${'SyA-1234_xyzABCDE'.repeat(3).slice(0, 35)}`, 'a Google API key'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow+/=\n-----END RSA PRIVATE KEY-----', 'a private key'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz', 'a private key'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N', 'a signed token'],
    ['Authorization: Bearer abcdefghijklmnopqrstuvwxyz', 'a bearer token'],
    ['postgres://app:hunter2@db.example/app', 'a password in an address'],
    ['the wifi password is Tr0ub4dor', 'a password or key'],
    ['api_key=9f8e7d6c5b', 'a password or key'],
    ['his SSN is 123-45-6789', 'a social security number'],
  ])('finds the secret in %j', (text, kind) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it('finds both halves of an AWS key pair', () => {
    expect(kindsIn('AKIAIOSFODNN7EXAMPLE / wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toEqual([
      'an AWS access key',
      'an AWS secret key',
    ]);
  });

  it.each([
    'refund $12.50 of pi_3RaUWM6ZO88eb0ogET9D9XyY for cus_DoqW4sg8NFNl5o',
    'api v2.4.0 is out, see https://example.com/releases/v2.4.0',
    '4242 4242 4242 4241 fails the check digit',
    '0000 0000 0000 0000',
    'message 1773018000.123456 in C06ZV0MWUFX',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 on aws branch',
    'page 612dd272-d137-4c17-a49d-439536b3216f',
    'I forgot my password: please reset it',
    'the password is expired',
    'call +1 (555) 867-5309 or 020 7946 0958',
    'rotate the secret key today',
    'created 1771400000 updated 1771400001',
    'invoice BL-1040 for 2026-03-04 to 2026-04-04',
    '',
  ])('finds nothing in %j', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('is quick on hostile lengths', () => {
    const started = performance.now();
    for (const piece of ['a', '4', '4 ', '-----BEGIN PRIVATE KEY-----', 'password', 'eyJ', 'x://y:', '/'])
      findSecrets(piece.repeat(Math.ceil(50_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('redactSecrets', () => {
  it('replaces only the secret', () => {
    expect(redactSecrets("Mei's Amex, 378282246310005, they'll know")).toBe(
      "Mei's Amex, [redacted: a card number], they'll know",
    );
    expect(redactSecrets('password: Hunter2!x ok')).toBe('password: [redacted: a password or key] ok');
  });

  it('leaves no secret behind and is stable, for any text around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before} AKIAIOSFODNN7EXAMPLE ${after}`;
        const once = redactSecrets(text);
        expect(once).not.toContain('AKIAIOSFODNN7EXAMPLE');
        expect(redactSecrets(once)).toBe(once);
      }),
    );
  });
});
