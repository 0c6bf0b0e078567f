import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeContents, type FakeElectron, FakeEvent, fakeElectron } from '../testing/fake-electron.ts';
import { isTrustedSender, secureApp, secureSession, webPreferences } from './index.ts';

let fake: FakeElectron;

const files = {
  read: async (path: string) =>
    path === '/index.html' ? { contentType: 'text/html; charset=utf-8', body: new Uint8Array([60]) } : null,
};

beforeEach(() => {
  fake = fakeElectron();
});

function secured(packaged = true): FakeElectron {
  secureApp(fake.modules.app, fake.modules.protocol, fake.modules.crashReporter);
  secureSession(fake.modules.session.defaultSession, files, packaged);
  return fake;
}

function handler<T>(name: string): T {
  const found = secured().session.set.get(name);
  if (!found) throw new Error(`No rule set ${name}.`);
  return found as T;
}

describe('before ready', () => {
  it('sandboxes every renderer', () => {
    expect(secured().app.sandboxed).toBe(true);
  });

  it('makes the app scheme standard and secure, with no way around the policy', () => {
    expect(secured().schemes).toEqual([{ scheme: 'thimble', privileges: { standard: true, secure: true } }]);
  });

  it('keeps crash reports on this machine', () => {
    expect(secured().crash).toEqual([{ uploadToServer: false }]);
  });
});

describe('web preferences', () => {
  it('isolates, sandboxes and switches off what the page does not need', () => {
    expect(webPreferences('/app/preload.cjs', true)).toMatchObject({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      devTools: false,
    });
  });
});

describe('permissions', () => {
  it('answers every request and check with no', () => {
    const answers: boolean[] = [];
    handler<(contents: null, permission: string, answer: (allowed: boolean) => void) => void>('permissionRequest')(
      null,
      'media',
      (allowed) => answers.push(allowed),
    );
    expect(answers).toEqual([false]);
    expect(handler<() => boolean>('permissionCheck')()).toBe(false);
    expect(handler<() => boolean>('devicePermission')()).toBe(false);
  });

  it('gives no screen', () => {
    const streams: unknown[] = [];
    handler<(request: null, answer: (streams: unknown) => void) => void>('displayMedia')(null, (given) =>
      streams.push(given),
    );
    expect(streams).toEqual([{}]);
  });
});

describe('navigation', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'stops %s in any web contents',
    (name) => {
      const contents = new FakeContents(9);
      secured().app.emit('web-contents-created', {}, contents);
      const event = new FakeEvent();
      contents.emit(name, event);
      expect(event.defaultPrevented).toBe(true);
    },
  );

  it('opens no windows', () => {
    const contents = new FakeContents(9);
    secured().app.emit('web-contents-created', {}, contents);
    expect(contents.openHandler?.({ url: 'https://example.com' })).toEqual({ action: 'deny' });
  });
});

describe('the app scheme', () => {
  const get = async (url: string, method = 'GET'): Promise<Response> => {
    const serve = secured().session.schemes.get('thimble');
    if (!serve) throw new Error('The scheme is not served.');
    return serve({ url, method });
  };

  it('serves the page under the strict policy', async () => {
    const page = await get('thimble://app/index.html');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('serves nothing else', async () => {
    expect((await get('thimble://app/../package.json')).status).toBe(404);
    expect((await get('thimble://other/index.html')).status).toBe(403);
    expect((await get('thimble://app/index.html', 'POST')).status).toBe(403);
  });
});

describe('the network', () => {
  function cancelled(url: string, packaged: boolean): boolean {
    let result = false;
    const rule = secured(packaged).session.set.get('onBeforeRequest') as (
      details: { url: string },
      answer: (given: { cancel: boolean }) => void,
    ) => void;
    rule({ url }, (given) => {
      result = given.cancel;
    });
    return result;
  }

  it.each([
    'https://example.com/',
    'http://127.0.0.1:80/',
    'file:///etc/passwd',
    'data:text/html,x',
    'thimble://application/',
    'ws://localhost/',
    'devtools://devtools/',
  ])('ends a request to %s', (url) => {
    expect(cancelled(url, true)).toBe(true);
  });

  it('lets the page load its own files, and developer tools in development', () => {
    expect(cancelled('thimble://app/assets/index.js', true)).toBe(false);
    expect(cancelled('devtools://devtools/', false)).toBe(false);
  });
});

describe('downloads', () => {
  it.each([
    ['blob:thimble://app/0f1e', false],
    ['https://example.com/x.exe', true],
    ['blob:https://example.com/0f1e', true],
  ])('of %s are stopped: %s', (url, stopped) => {
    const event = new FakeEvent();
    secured().session.emit('will-download', event, { getURL: () => url });
    expect(event.defaultPrevented).toBe(stopped);
  });
});

describe('ipc senders', () => {
  const windows = new Set([1]);
  const event = (url: string, id = 1, parent: unknown = null): never =>
    ({ sender: { id }, senderFrame: { url, parent } }) as never;

  it('trusts the top frame of our own window on our own page', () => {
    expect(isTrustedSender(event('thimble://app/index.html'), windows)).toBe(true);
  });

  it.each([
    ['an empty address', event('')],
    ['about:blank', event('about:blank')],
    ['another origin', event('https://example.com/')],
    ['a host that only begins like ours', event('thimble://app.evil/index.html')],
    ['a file', event('file:///index.html')],
    ['another window', event('thimble://app/index.html', 2)],
    ['a frame inside the page', event('thimble://app/index.html', 1, {})],
    ['a frame that is gone', { sender: { id: 1 }, senderFrame: null } as never],
  ])('refuses %s', (_what, sender) => {
    expect(isTrustedSender(sender, windows)).toBe(false);
  });
});

describe('the sources', () => {
  const folder = join(import.meta.dirname, '..');
  const sources = (readdirSync(folder, { recursive: true }) as string[]).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );

  it('hand no address to the system, and use no remote, no webview and no file scheme', () => {
    expect(sources.length).toBeGreaterThan(10);
    for (const name of sources) {
      const text = readFileSync(join(folder, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
      expect(text, name).not.toMatch(
        /openExternal|@electron\/remote|executeJavaScript|loadFile\(|webSecurity: false|sandbox: false/u,
      );
    }
  });

  it('name the same two channels in the preload script, which exposes nothing else', () => {
    const preload = readFileSync(join(folder, '..', '..', '..', 'preload', 'index.ts'), 'utf8');
    expect([...preload.matchAll(/'(thimble:\w+)'/gu)].map((match) => match[1])).toEqual([
      'thimble:call',
      'thimble:event',
      'thimble:event',
    ]);
    expect(preload.match(/exposeInMainWorld/gu)).toHaveLength(1);
    expect(preload).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/u);
  });
});
