import { z } from 'zod';
import { auditFilterSchema, jsonSchema } from '../../../shared/index.ts';

/*
 * A bundle is JSON lines: a manifest, the checkpoint, one line an entry, and an end whose signature covers every byte
 * before it. docs/audit.md says how to check one with other tools.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

export const manifestSchema = z.strictObject({
  type: z.literal('manifest'),
  format: z.literal('thimble-audit-bundle'),
  version: z.literal(1),
  /** ISO 8601 UTC. */
  made: z.string(),
  filter: auditFilterSchema,
  entries: z.number().int().min(0),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const checkpointLineSchema = z.strictObject({
  type: z.literal('checkpoint'),
  size: z.number().int().min(1),
  rootHash: hash,
  at: z.string(),
  signature: z.string(),
  publicKey: z.string(),
});

/** One leaf of the tree. `body` and `salt` are null where the text was removed from the log. */
export const bundlePartSchema = z.strictObject({
  /** Canonical JSON: what is hashed. */
  leaf: z.string(),
  body: jsonSchema.nullable(),
  salt: hash.nullable(),
  /** RFC 9162 inclusion path, lowest sibling first. */
  path: z.array(hash),
});
export type BundlePart = z.infer<typeof bundlePartSchema>;

export const entryLineSchema = z.strictObject({
  type: z.literal('entry'),
  id: z.string(),
  parts: z.array(bundlePartSchema).min(1).max(2),
});

export const endSchema = z.strictObject({
  type: z.literal('end'),
  /** Lines before this one. */
  lines: z.number().int(),
  /** Over every byte before this line. */
  sha256: hash,
  signature: z.string(),
});
export type End = z.infer<typeof endSchema>;

/** What the signature of the end is over. Its first line keeps it apart from checkpoints. */
export function endText(lines: number, sha256: string): string {
  return `thimble audit bundle\n${lines}\n${sha256}\n`;
}

/** The end line, as it must stand in the file to the byte. */
export function endLine(end: Omit<End, 'type'>): string {
  const { lines, sha256, signature } = end;
  return `${JSON.stringify({ type: 'end', lines, sha256, signature })}\n`;
}
