import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { heldOut, leaks } from './leak.ts';

const dir = mkdtempSync(join(tmpdir(), 'thimble-leak-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, lines: string): string {
  const path = join(dir, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(lines) : lines);
  return path;
}

describe('held-out requests', () => {
  it('are read from tasks of both kinds, plain and gzipped', () => {
    const held = heldOut([
      file('tasks.jsonl', '{"request":"Refund the last payment of Acme, please."}\n'),
      file('rows.jsonl.gz', '{"query":"Find the area of my round garden"}\n\n'),
    ]);
    expect(leaks('refund the last payment of acme please', held)).toBe(true);
    expect(leaks('Find the area of my round garden!', held)).toBe(true);
    expect(leaks('Find the area of my square garden!', held)).toBe(false);
  });

  it('may be written by chance where they are short', () => {
    expect(leaks('list the payouts', heldOut([file('short.jsonl', '{"request":"List the payouts"}')]))).toBe(false);
  });

  it('cannot be read from a file that has none', () => {
    expect(() => heldOut([file('other.jsonl', '{"text":"no request"}')])).toThrow('no request');
    expect(() => heldOut([join(dir, 'absent.jsonl')])).toThrow();
  });
});
