import { z } from 'zod';
import { canonicalJson } from '../../../shared/index.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { bodyMac, type Part } from '../leaf.ts';
import { leafHash, verifyInclusion } from '../merkle.ts';
import type { BundlePart } from './bundle-format.ts';

const leafSchema = z.strictObject({
  v: z.literal(1),
  index: z.number().int().min(0),
  id: z.string(),
  part: z.enum(['intent', 'outcome']),
  at: z.number().int(),
  mac: z.string().regex(/^[0-9a-f]{64}$/u),
});
type Leaf = z.infer<typeof leafSchema>;

function readLeaf(text: string): Leaf | null {
  try {
    const leaf = leafSchema.parse(JSON.parse(text));
    return canonicalJson(leaf) === text ? leaf : null;
  } catch {
    return null;
  }
}

const fromHex = (text: string) => Buffer.from(text, 'hex');

/** What was checked of one record of a bundle. `problem` is one sentence; null when it is what was signed. */
export interface CheckedPart {
  /** Its index in the log; null where that cannot be read. */
  readonly index: number | null;
  /** The text was removed from the log before the export. */
  readonly removed: boolean;
  readonly problem: string | null;
}

/** Checks a record against the checkpoint by itself: its text against its MAC, its leaf against the root. */
export function checkPart(part: BundlePart, id: string, expected: Part, checkpoint: Checkpoint): CheckedPart {
  const leaf = readLeaf(part.leaf);
  if (!leaf) return { index: null, removed: false, problem: `Its ${expected} has no leaf that can be read.` };
  const removed = part.body === null && part.salt === null;
  const problem = ((): string | null => {
    if (leaf.id !== id || leaf.part !== expected) return `Its ${expected} is a record of something else.`;
    if (!removed) {
      const body = typeof part.body === 'string' ? part.body : canonicalJson(part.body);
      if (part.salt === null || bodyMac(fromHex(part.salt), body).toString('hex') !== leaf.mac)
        return `The text of its ${expected} is not the one that was logged.`;
    }
    const hash = leafHash(Buffer.from(part.leaf, 'utf8'));
    const path = part.path.map(fromHex);
    return verifyInclusion(hash, leaf.index, checkpoint.size, path, fromHex(checkpoint.rootHash))
      ? null
      : `Its ${expected} is not proved to be in the log that was signed.`;
  })();
  return { index: leaf.index, removed, problem };
}
