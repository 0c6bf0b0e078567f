import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticFiles } from './static-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-files-'));
  mkdirSync(join(folder, 'site', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), '<p>hello</p>');
  writeFileSync(join(folder, 'site', 'assets', 'app.js'), '1');
  writeFileSync(join(folder, 'site', 'notes.txt'), 'not for serving');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('staticFiles', () => {
  it('serves what is in the folder, with its type', async () => {
    const files = staticFiles(join(folder, 'site'));
    expect((await files.read('/'))?.contentType).toBe('text/html; charset=utf-8');
    expect((await files.read('/assets/app.js'))?.contentType).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/assets/../index.html',
    '//secret.html',
    '/assets',
    '/notes.txt',
    '',
    '/%00',
    '/toString',
  ])('does not serve %s', async (path) => {
    expect(await staticFiles(join(folder, 'site')).read(path)).toBeNull();
  });

  it('says that the renderer is missing', () => {
    expect(() => staticFiles(join(folder, 'nowhere'))).toThrow('The window files of Thimble are missing.');
  });
});
