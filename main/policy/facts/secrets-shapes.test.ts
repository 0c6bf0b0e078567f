import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoEmulators, workspace } from '../../../connectors/demo/index.ts';
import { outgoingSecrets } from './outgoing-secrets.ts';
import { findSecrets, redactSecrets } from './secrets.ts';

const kindsIn = (text: string) => findSecrets(text).map((span) => span.kind);

/** A run of characters as keys have it, the same at each run. Put together here, so that no scanner finds it in the file. */
function drawn(length: number, alphabet: string, seed: number): string {
  let state = seed * 2_654_435_761 + 12_345;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return alphabet.charAt(Math.floor((state / 2 ** 32) * alphabet.length));
  }).join('');
}
const hex = '0123456789abcdef';
const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
const mixed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const join = (...parts: string[]) => parts.join('');

/** Shapes as their makers document them: what they are called, and one of them by its seed. */
const shapes: readonly (readonly [name: string, make: (seed: number) => string])[] = [
  ['GitHub token, classic', (n) => join('gh', 'p_', drawn(36, mixed, n))],
  ['GitHub OAuth token', (n) => join('gh', 'o_', drawn(36, mixed, n))],
  ['GitHub app token', (n) => join('gh', 's_', drawn(36, mixed, n))],
  ['GitHub refresh token', (n) => join('gh', 'r_', drawn(76, mixed, n))],
  ['GitHub token, fine-grained', (n) => join('github_', 'pat_', drawn(22, mixed, n), '_', drawn(59, mixed, n + 1))],
  ['GitLab token', (n) => join('gl', 'pat-', drawn(20, mixed, n))],
  [
    'Slack bot token',
    (n) => join('xo', 'xb-', drawn(12, '123456789', n), '-', drawn(12, '123456789', n), '-', drawn(24, mixed, n)),
  ],
  [
    'Slack user token',
    (n) => join('xo', 'xp-', drawn(12, '123456789', n), '-', drawn(12, '123456789', n), '-', drawn(24, mixed, n)),
  ],
  [
    'Slack app token',
    (n) =>
      join('xa', 'pp-1-A', drawn(9, mixed.slice(0, 26), n), '-', drawn(12, '123456789', n), '-', drawn(64, hex, n)),
  ],
  [
    'Slack webhook',
    (n) =>
      join(
        'https://hooks.',
        'slack.com/services/T',
        drawn(8, mixed.slice(0, 26), n),
        '/B',
        drawn(8, mixed.slice(0, 26), n),
        '/',
        drawn(24, mixed, n),
      ),
  ],
  ['Stripe live key', (n) => join('sk', '_live_', drawn(24, mixed, n))],
  ['Stripe test key', (n) => join('sk', '_test_', drawn(99, mixed, n))],
  ['Stripe restricted key', (n) => join('rk', '_live_', drawn(24, mixed, n))],
  ['Stripe webhook secret', (n) => join('wh', 'sec_', drawn(32, mixed, n))],
  ['Stripe client secret', (n) => join('pi_', drawn(24, mixed, n), '_secret_', drawn(25, mixed, n + 1))],
  ['Notion token', (n) => join('nt', 'n_', drawn(46, mixed, n))],
  ['OpenAI key', (n) => join('sk', '-', drawn(48, mixed, n))],
  ['OpenAI project key', (n) => join('sk', '-proj-', drawn(60, mixed, n))],
  ['Anthropic key', (n) => join('sk', '-ant-', 'api03-', drawn(93, mixed, n), 'AA')],
  ['Groq key', (n) => join('gs', 'k_', drawn(52, mixed, n))],
  ['Hugging Face token', (n) => join('h', 'f_', drawn(34, mixed.slice(0, 52), n))],
  ['Linear key', (n) => join('lin', '_api_', drawn(40, mixed, n))],
  ['Google API key', (n) => join('AI', 'za', drawn(35, mixed, n))],
  ['npm token', (n) => join('np', 'm_', drawn(36, mixed, n))],
  ['SendGrid key', (n) => join('S', 'G.', drawn(22, mixed, n), '.', drawn(43, mixed, n))],
  ['AWS access key', (n) => join('AK', 'IA', drawn(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', n))],
  ['Docker token', (n) => join('dckr', '_pat_', drawn(27, mixed, n))],
  ['Databricks token', (n) => join('da', 'pi', drawn(32, hex, n))],
  ['Grafana token', (n) => join('gl', 'sa_', drawn(32, mixed, n), '_', drawn(8, hex, n))],
  ['Shopify token', (n) => join('shp', 'at_', drawn(32, hex, n))],
  ['Vault token', (n) => join('hv', 's.', drawn(95, mixed, n))],
  ['Figma token', (n) => join('fi', 'gd_', drawn(40, mixed, n))],
  [
    'JSON web token',
    (n) => join('ey', 'JhbGciOiJIUzI1NiJ9', '.ey', 'J', drawn(40, mixed, n), '.', drawn(43, mixed, n)),
  ],
  ['database address', (n) => join('postgres', '://app:', drawn(12, mixed, n), '@db.example:5432/app')],
  ['address with a password', (n) => join('https', '://sam:', drawn(12, mixed, n), '@intra.example/')],
  ['signed address', (n) => join('https://files.example/a.pdf?X-Amz-', 'Signature=', drawn(64, hex, n))],
  ['bearer token', (n) => join('Bear', 'er ', drawn(40, mixed, n))],
  ['password in words', (n) => join('the pass', 'word is ', drawn(10, mixed, n), '7x')],
  ['key in a setting', (n) => join('API', '_KEY=', drawn(32, hex, n))],
  [
    'private key',
    (n) => join('-----BEGIN ', 'PRIVATE KEY-----\n', drawn(64, mixed, n), '\n-----END ', 'PRIVATE KEY-----'),
  ],
  ['unnamed key, base62', (n) => drawn(32, mixed, n)],
  [
    'unnamed key, base64',
    (n) =>
      Buffer.from(
        drawn(30, mixed, n)
          .split('')
          .map((c, i) => (c.charCodeAt(0) * 7 + i * 13) % 256),
      ).toString('base64'),
  ],
  ['unnamed key, base36', (n) => drawn(40, lower, n)],
];

describe('findSecrets, over shapes as their makers write them', () => {
  const cases = shapes.flatMap(([name, make]) => [1, 2, 3].map((seed) => [`${name} ${seed}`, make(seed)] as const));
  it('has more than a hundred of them', () => expect(cases.length).toBeGreaterThan(100));
  it.each(cases)('finds the %s', (_name, secret) => {
    expect(kindsIn(`here it is: ${secret} thanks`)).not.toEqual([]);
    const redacted = redactSecrets(`here it is: ${secret} thanks`);
    const [core = ''] = (secret.match(/[A-Za-z0-9]+/gu) ?? []).sort((a, b) => b.length - a.length);
    expect(redacted).not.toContain(core);
    expect(redactSecrets(redacted)).toBe(redacted);
  });
});

describe('findSecrets, where a text hides them', () => {
  const card = ['4242', '4242', '4242', '4242'];
  const token = join('gh', 'p_', drawn(36, mixed, 4));
  const between = (text: string, one: string) => Array.from(text).join(one);
  it.each([
    ['full-width digits', card.join('').replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)))],
    ['Arabic-Indic digits', card.join(' ').replace(/\d/gu, (digit) => String.fromCodePoint(0x0660 + Number(digit)))],
    ['mathematical digits', card.join('').replace(/\d/gu, (digit) => String.fromCodePoint(0x1d7ce + Number(digit)))],
    ['zero-width spaces', between(card.join(''), '\u200b')],
    ['joiners', between(card.join(' '), '\u200d')],
    ['soft hyphens', between(card.join(''), '\u00ad')],
    ['line breaks', card.join('\n')],
    ['dots', card.join('.')],
    ['slashes', card.join('/')],
    ['en dashes', card.join('–')],
    ['thin spaces', card.join('\u2009')],
    ['a token with zero-width spaces', between(token, '\u200b')],
    [
      'a token in full-width letters',
      token.replace(/[!-~]/gu, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0)),
    ],
    ['a token with a Cyrillic letter', token.replace('p_', '\u0440_')],
    ['a token with word joiners', between(token, '\u2060')],
  ])('finds it in %s', (_name, text) => {
    expect(kindsIn(`pay ${text} now`)).toHaveLength(1);
    expect(redactSecrets(`pay ${text} now`)).toMatch(/^pay \[redacted: [^\]]+\] now$/u);
  });
  it('gives places in the text as it was, whatever is between the characters', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', '\u200b', '\u2060', '\ufeff', '\u{e0041}'), { minLength: 40, maxLength: 40 }),
        (gaps) => {
          const text = `é ${Array.from(token, (one, at) => `${one}${gaps[at] ?? ''}`).join('')} é`;
          const [span] = findSecrets(text);
          expect(text.slice(0, span?.start)).toBe('é ');
          expect(text.slice(span?.end).replace(/[^é ]/gu, '')).toBe(' é');
        },
      ),
    );
  });
});

describe('outgoingSecrets', () => {
  const token = join('gh', 'p_', drawn(36, mixed, 5));
  it('finds what is split over values, in either order', () => {
    const [first, second] = [token.slice(0, 17), token.slice(17)];
    expect(outgoingSecrets([[first], [second]])).toEqual(['a GitHub token']);
    expect(outgoingSecrets([[second], [first]])).toEqual(['a GitHub token']);
    expect(outgoingSecrets([['4242 4242'], ['4242 4242']])).toEqual(['a card number']);
    expect(outgoingSecrets([['4242', '4242', '4242', '4242']])).toEqual(['a card number']);
  });
  it('makes no secret of pieces that happen to meet', () => {
    expect(outgoingSecrets([['order 4242'], ['item 4242 4242 4242']])).toEqual([]);
    expect(outgoingSecrets([['The password is'], ['changed by everyone on Friday']])).toEqual([]);
    expect(outgoingSecrets([['release'], ['notes'], ['v2.4.0']])).toEqual([]);
  });
});

describe('findSecrets, over what is none', () => {
  it.each([
    '612dd272-d137-4c17-a49d-439536b3216f and 612dd272d1374c17a49d439536b3216f',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 fixes it, see a1b2c3d',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'sha512-WZTW4slm/pdkh92K6t/3aEN++44JD1PQ7squ7RCMLI1flHGl43DVOIGXvCjHiZgBMO1V4uYxoFNtqrIA4qGuIQ==',
    'refund pi_3RaUWM6ZO88eb0ogET9D9XyY of cus_DoqW4sg8NFNl5o by in_1RaUWM6ZO88eb0ogAbCdEfGh, price_1Nabc2DEF3ghi4JKL5mno6PQ',
    'message 1773018000.123456 in C06ZV0MWUFX by U0UJZDE8GXD, thread p1773018000123456',
    'order 100234567, invoice BL-1040-0007, tracking 1Z999AA10123456784, IMEI-free',
    'ISBN 978-3-16-148410-0, EAN 4006381333931, +49 30 901820, 2026-11-25T10:30:00.000Z',
    'https://docs.google.com/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit#gid=0',
    'https://github.com/acme/web/compare/release-2026.11...feature/dark-mode-settings-page-v2',
    'feature/dark-mode-2026-settings-page-rewrite-part-2 and release_candidate_2026_11_25_build_4711',
    'AbstractSingletonProxyFactoryBean2 handleUserProfileUpdateRequestV2 getHTTPSConnectionPoolManager3',
    'I_kwDOABII585KJ2ml and PR_kwDOABII585Yx2mQ, node MDU6SXNzdWUxMjM0NTY3ODkw, cursor dXNlcjpVMEc5V0ZYTlo=',
    'GET /v1/charges/ch_1PgafuB7WZ01zgkWXYmPNZs8/refunds and /v1/customers/cus_xqZKm4bV3AyAVH, climorder_1Pgc73B7WZ01zgkWaebIwEZ7',
    'docker pull ghcr.io/acme/web:2026.11.25-rc1@sha256:9f86d081884c7d659a2feaa0c55ad015',
    'the token expired, ask for a new password; the api key: see the vault; secret santa is on friday',
    'api_key=process.env.STRIPE_KEY and apiKey: os.environ["TOKEN"]',
    'Donaudampfschifffahrtsgesellschaftskapitän und Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 0000000000000000 ________________________________',
    'пароль от вайфая спросите у Анны, номер заказа 12345678',
    'lorem_ipsum_dolor_sit_amet_consectetur_adipiscing_elit_2026',
  ])('finds nothing in %j', (text) => expect(findSecrets(text)).toEqual([]));

  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([name, one]) => [name, ...texts(one)])
        : [];
  const flagged = (all: readonly string[]) =>
    all.flatMap((text) => findSecrets(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`));

  it('finds nothing in the demo workspace, as it is written and as the services keep it', () => {
    const tokens = { stripe: 't', github: 't', slack: 't', notion: 't' };
    const emulators = demoEmulators(() => Date.parse(workspace.now), tokens);
    const all = [...texts(workspace), ...Object.values(emulators).flatMap((one) => texts(one.snapshot()))];
    expect(all.length).toBeGreaterThan(2000);
    // A payment's client secret is one, in the demo as well; no read shows it.
    expect(flagged(all.filter((text) => !text.endsWith('_secret_demo')))).toEqual([]);
  });

  it('finds nothing in the phrasings that Needle is trained on', () => {
    const folder = new URL('../../../models/data/phrasings/', import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
    const all = files.flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'));
    expect(all.length).toBeGreaterThan(5000);
    expect(flagged(all)).toEqual([]);
  }, 60_000);
});
