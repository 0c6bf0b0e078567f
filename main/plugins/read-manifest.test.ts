import { describe, expect, it } from 'vitest';
import type { ThimbleError } from '../../shared/index.ts';
import { readManifest } from './read-manifest.ts';
import { exampleManifest, type ManifestText } from './testing.ts';

function problem(manifest: unknown, development = false): string {
  try {
    readManifest(typeof manifest === 'string' ? manifest : JSON.stringify(manifest), development);
    return '';
  } catch (thrown) {
    const { code, message, hint } = thrown as ThimbleError;
    expect(code).toBe('bad_input');
    expect(message).toMatch(/^thimble\.json.*\.$/u);
    return `${message} ${hint}`;
  }
}
const changed = (change: (manifest: ManifestText) => void): string => {
  const manifest = exampleManifest();
  change(manifest);
  return problem(manifest);
};
const tool = (manifest: ManifestText, name = 'todo.tasks.create'): Record<string, unknown> => {
  const found = manifest.tools.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('readManifest', () => {
  it('takes the example', () => {
    expect(problem(exampleManifest())).toBe('');
  });

  it('takes an address on this machine with the development flag only', () => {
    for (const origin of ['http://127.0.0.1:4180', 'http://[::1]:4180']) {
      expect(problem({ ...exampleManifest(), origin })).toMatch(/origin is on this machine/u);
      expect(problem({ ...exampleManifest(), origin }, true)).toBe('');
    }
  });

  it.each([
    'http://api.example.com',
    'https://api.example.com/',
    'https://api.example.com/v1',
    'https://user:pass@api.example.com',
    'https://93.184.216.34',
    'https://[2606:2800::1]',
    'https://2130706433',
    'https://0x7f.1',
    'https://localhost',
    'https://router',
    'https://printer.local',
    'https://metadata.google.internal',
    'https://EXAMPLE.com',
    'http://127.0.0.2:80',
    'http://localhost:4180',
    'ftp://example.com',
    'https://api.stripe.com',
    'https://slack.com',
    'javascript:alert(1)',
    '',
  ])('refuses the origin %s', (origin) => {
    expect(problem({ ...exampleManifest(), origin }, true)).toMatch(/origin (?:must|belongs)/u);
  });

  it.each([
    ['stripe', /name is taken/u],
    ['slack', /name is taken/u],
    ['read', /name is taken/u],
    ['changes', /name is taken/u],
    ['audit', /name is taken/u],
    ['Todo', /name must be/u],
    ['to.do', /name must be/u],
    ['../x', /name must be/u],
  ])('refuses the name %s', (name, sentence) => {
    expect(changed((manifest) => Object.assign(manifest, { name }))).toMatch(sentence);
  });

  it.each([
    ['a title that passes for a shipped one', { title: 'git-HUB' }, /title is the name of something/u],
    ['a title of look-alike letters', { title: 'Ѕtripe' }, /title must be/u],
    ['an unknown field', { postInstall: 'rm -rf /' }, /“postInstall”, which no plug-in has/u],
    ['a missing field', { permissions: undefined }, /permissions is missing/u],
    ['an old format', { format: 2 }, /format must be 1/u],
    ['a version that is none', { version: '1.0' }, /version must be three numbers/u],
    [
      'a credential header',
      { headers: { Authorization: 'Bearer x' } },
      /headers → Authorization .*only Thimble itself/u,
    ],
    ['a host header', { headers: { host: 'evil.example' } }, /only Thimble itself/u],
    ['a cookie', { headers: { Cookie: 'a=b' } }, /only Thimble itself/u],
    ['a method override', { headers: { 'X-HTTP-Method-Override': 'DELETE' } }, /only Thimble itself/u],
    ['a header with a line break', { headers: { 'X-A': 'a\r\nX-B: c' } }, /headers → X-A must be 1 to 200 plain/u],
    ['the same header twice', { headers: { 'idempotency-key': 'x' } }, /must all be different/u],
    ['a pattern for a path', { readPaths: ['/(a+)+$'] }, /readPaths → entry 1 must be a path/u],
    ['a path that climbs', { readPaths: ['/v1/../admin'] }, /has a dot/u],
    ['statuses of errors as a success', { answers: { success: [500] } }, /from 200 to 299/u],
    ['a token page without https', { auth: { credential: 'none', token: {} } }, /auth/u],
    ['no tools', { tools: [] }, /tools must not be empty/u],
    ['no list of tools', { tools: 'all' }, /tools/u],
  ])('refuses %s', (_name, change, sentence) => {
    expect(changed((manifest) => Object.assign(manifest, change))).toMatch(sentence);
  });

  it.each([
    ['a tool of another service', { name: 'stripe.refunds.create' }, /stripe\.refunds\.create → name must be todo/u],
    ['a tool that passes for an entry of the log', { name: 'todo.plugin.install' }, /Thimble itself writes/u],
    ['a tool without a thing', { name: 'todo.create' }, /name must be todo/u],
    ['a tool twice', { name: 'todo.lists.all' }, /there twice/u],
    ['an effect that there is not', { effect: 'harmless' }, /todo\.tasks\.create → effect/u],
    ['a read that writes', { effect: 'read', maxWrites: 1 }, /maxWrites is for tools that change/u],
    ['too many writes', { maxWrites: 50 }, /maxWrites must be at most 5/u],
    ['a change without undo', { undo: undefined }, /undo is missing/u],
    ['an undo of another service', { undo: { tool: 'stripe.refunds.create', text: 'x' } }, /no tool of this plug-in/u],
    ['a sentence over no parameter', { text: 'Add {nothing}' }, /\{nothing\}, which is no parameter/u],
    ['a sentence with a hole', { text: 'Add {title} to {list}' }, /\{list\} in square brackets/u],
    ['a sentence with hidden text', { text: 'Add {title}\u202e' }, /cannot be seen/u],
    [
      'a kind of a shipped service',
      { params: { to: { kind: 'slack.channel', description: 'x' } } },
      /kind must be one of text/u,
    ],
    ['an enum of nothing', { text: 'x', params: { to: { kind: 'enum', description: 'x' } } }, /values is missing/u],
    [
      'a parameter called __proto__',
      { text: 'x', params: JSON.parse('{"_x":{"kind":"text","description":"x"}}') },
      /_x must be lower-case/u,
    ],
    [
      'a parameter called constructor',
      { text: 'x', params: { constructor: { kind: 'text', description: 'x' } } },
      /JavaScript has taken/u,
    ],
  ])('refuses %s', (_name, change, sentence) => {
    expect(changed((manifest) => Object.assign(tool(manifest), change))).toMatch(sentence);
  });

  it('says what is not JSON, and drops what would change prototypes', () => {
    expect(problem('{"format": 1,')).toMatch(/^thimble\.json is not JSON/u);
    expect(problem('[1]')).toMatch(/the manifest/u);
    expect(problem('null')).toMatch(/the manifest/u);
    const sly = JSON.stringify(exampleManifest()).replace('{', '{"__proto__":{"development":true},');
    expect(problem(sly)).toBe('');
    expect(({} as { development?: boolean }).development).toBeUndefined();
  });

  it('names several mistakes at once', () => {
    const text = changed((manifest) => {
      Object.assign(manifest, { version: 'x', bodyEncoding: 'xml' });
      delete tool(manifest).title;
    });
    for (const part of [/version must be/u, /bodyEncoding must be json or form/u, /todo\.tasks\.create → title/u])
      expect(text).toMatch(part);
  });
});
