import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadNeedle } from './load.ts';

const folder = new URL('../../models/needle/', import.meta.url).pathname;
const made: string[] = [];

function copy(): string {
  const dir = mkdtempSync(join(tmpdir(), 'needle-'));
  made.push(dir);
  cpSync(folder, dir, { recursive: true });
  return dir;
}
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

describe('loadNeedle', () => {
  it.each([
    ['a flipped byte in the network', (dir: string) => flip(join(dir, 'model.onnx'))],
    ['a flipped byte in the encoder', (dir: string) => flip(join(dir, 'encoder.onnx'))],
    ['vectors of tools that are cut short', (dir: string) => writeFileSync(join(dir, 'tool-vectors.bin'), 'x')],
    ['a missing tokenizer', (dir: string) => rmSync(join(dir, 'tokenizer.json'))],
    ['a config that is not JSON', (dir: string) => writeFileSync(join(dir, 'config.json'), '{')],
    ['a config of another form', (dir: string) => writeFileSync(join(dir, 'config.json'), '{"format":9}')],
  ])('refuses %s with one sentence and what to do', async (_, damage) => {
    const dir = copy();
    damage(dir);
    const error = await loadNeedle({ dir }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'ThimbleError', code: 'model_unavailable' });
    expect((error as Error).message).toMatch(/^Needle, .*\.$/u);
    expect((error as { hint: string }).hint).toContain('models/needle');
  });
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
