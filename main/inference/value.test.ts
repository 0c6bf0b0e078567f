import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { CopySource } from './copying.ts';
import { Cursor } from './cursor.ts';
import { hashNetwork } from './test-network.ts';
import { BpeTokenizer } from './tokenizer.ts';
import { writeWords } from './value.ts';

const tokenizer = new BpeTokenizer(
  JSON.parse(readFileSync(new URL('../../models/needle/tokenizer.json', import.meta.url), 'utf8')),
);
const end = { id: 1, mark: 0 };
const from = { id: 2, mark: 0 };
const source = new CopySource('tell Ana that the api is out, and tell Bo that the api is not out yet', tokenizer);

async function write(seed: number, freeText: boolean): Promise<{ value: string; log: number; runs: number }> {
  const network = hashNetwork(tokenizer.size, seed);
  const cursor = new Cursor(network, network.empty, undefined);
  cursor.push(...source.tokens);
  const { value, log } = await writeWords(cursor, { source, literals: [], handles: [], from, freeText, used: [] }, [
    end,
  ]);
  return { value, log, runs: cursor.runs };
}

describe('a value in words', () => {
  it('is the same with drafts as step by step, in fewer runs', async () => {
    let saved = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const drafted = await write(seed, seed % 2 === 0);
      const draft = vi.spyOn(Cursor.prototype, 'draft').mockImplementation(() => undefined);
      const stepwise = await write(seed, seed % 2 === 0);
      draft.mockRestore();
      expect({ ...drafted, runs: 0 }).toEqual({ ...stepwise, runs: 0 });
      expect(drafted.runs).toBeLessThanOrEqual(stepwise.runs);
      saved += stepwise.runs - drafted.runs;
    }
    expect(saved).toBeGreaterThan(0);
  });
});
