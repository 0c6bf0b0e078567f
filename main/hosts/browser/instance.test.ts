import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handOver, noteInstance, readHandOver } from './instance.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const note = (): string => join(folder, 'running.json');

/** Something that listens where the note says, and answers with `body`. */
async function listener(body: string): Promise<{ authority: string; seen: string[]; close(): void }> {
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization}`);
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { authority: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close: () => server.close() };
}

describe('the note of the running app', () => {
  it.skipIf(process.platform === 'win32')('can be read by its owner only, and replaces one left behind', () => {
    writeFileSync(note(), 'left behind', { mode: 0o644 });
    noteInstance(folder, '127.0.0.1:4000');
    expect(statSync(note()).mode & 0o077).toBe(0);
  });

  it('is taken away at the end, but not that of a later start', () => {
    const first = noteInstance(folder, '127.0.0.1:4000');
    const second = noteInstance(folder, '127.0.0.1:4001');
    first.release();
    expect(readFileSync(note(), 'utf8')).toContain(second.token);
    second.release();
    expect(() => statSync(note())).toThrow();
  });
});

describe('handOver', () => {
  it('finds nobody without a note, with a broken one, and with one of a process that has ended', async () => {
    expect(await handOver(folder, { quick: true })).toBeNull();
    writeFileSync(note(), '{"authority":"evil.example:80","token":"x"}');
    expect(await handOver(folder, { quick: true })).toBeNull();
    const ended = await listener('');
    ended.close();
    noteInstance(folder, ended.authority);
    expect(await handOver(folder, { quick: true })).toBeNull();
  });

  it('gives the token and takes the answer; what answers otherwise is not the app', async () => {
    const running = await listener('{"opened":true,"link":null}');
    const { token } = noteInstance(folder, running.authority);
    expect(await handOver(folder, { quick: true })).toEqual({ opened: true, link: null });
    expect(running.seen).toEqual([`POST /instance Bearer ${token}`]);
    running.close();
    const other = await listener('<html>');
    noteInstance(folder, other.authority);
    expect(await handOver(folder, { quick: true })).toBeNull();
    other.close();
  });
});

describe('readHandOver', () => {
  it('reads what a start asks for and nothing else', () => {
    expect(readHandOver({ quick: true })).toEqual({ quick: true });
    expect(readHandOver({ quick: 'yes' })).toBeNull();
    expect(readHandOver(null)).toBeNull();
  });
});
