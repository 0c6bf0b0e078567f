import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addedMemory } from './memory.ts';

const dir = join(import.meta.dirname, '..', 'needle');

it('says what Needle adds: no less than its network', { timeout: 120_000 }, async () => {
  const { loaded, used } = await addedMemory(dir);
  expect(loaded).toBeGreaterThan(statSync(join(dir, 'model.onnx')).size);
  expect(used).toBeGreaterThan(0);
});

it('fails where there is no model', { timeout: 120_000 }, async () => {
  await expect(addedMemory(import.meta.dirname)).rejects.toMatchObject({ code: 'model_unavailable' });
});
