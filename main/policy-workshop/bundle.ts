import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, maxBundleText, maxPolicyText, ThimbleError } from '../../shared/index.ts';
import { policyCaseSchema } from '../policy/index.ts';
import { type CaseFile, isShallow } from './case-files.ts';
import { checkFileName, hashOf } from './folder.ts';

const fileSchema = z.strictObject({ file: z.string().max(80), text: z.string().max(maxPolicyText) });
const contentSchema = z.strictObject({
  files: z.array(fileSchema).max(100),
  cases: z.array(z.strictObject({ file: z.string().max(80), cases: z.array(policyCaseSchema).max(500) })).max(100),
});
const bundleSchema = z.strictObject({
  format: z.literal('thimble-policies'),
  version: z.literal(1),
  exportedAt: z.string().max(40),
  /** Lower-case hex SHA-256 of `content` as canonical JSON (RFC 8785): shows a damaged file, not who made it. */
  sha256: z.string(),
  content: contentSchema,
});

/** A person's own rules and cases, as one JSON file. */
export interface BundleContent {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly cases: readonly CaseFile[];
}

const digest = (content: BundleContent): string =>
  createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');

/**
 * Writes a bundle. @param at epoch milliseconds
 * @throws ThimbleError `bad_input` when it would be larger than what can be read back
 */
export function writeBundle(content: BundleContent, at: number): string {
  const bundle = {
    format: 'thimble-policies',
    version: 1,
    exportedAt: new Date(at).toISOString(),
    sha256: digest(content),
    content,
  };
  const text = `${JSON.stringify(bundle, null, 2)}\n`;
  if (text.length > maxBundleText)
    throw new ThimbleError(
      'bad_input',
      'Your policies and cases are too much for one file.',
      'Remove cases that are no longer needed, or copy the folder policies of the data folder instead.',
    );
  return text;
}

function refuse(why: string): ThimbleError {
  return new ThimbleError(
    'bad_input',
    `This file cannot be imported: ${why}.`,
    'Choose a file that “Export” of Thimble wrote. Nothing was changed.',
  );
}

/**
 * Reads a bundle, which may come from anybody: bounded in length and depth, its names checked as file names, each name
 * once, its hash compared.
 * @throws ThimbleError `bad_input`
 */
export function readBundle(text: string): BundleContent {
  if (text.length > maxBundleText) throw refuse('it is too long');
  if (!isShallow(text, 40)) throw refuse('it nests too deeply');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
  const read = bundleSchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refuse(`it is not an export of policies (${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? ''})`);
  }
  const { content, sha256 } = read.data;
  for (const { file } of content.files) checkFileName(file);
  for (const { file } of content.cases) checkFileName(file, '.json');
  for (const names of [content.files, content.cases].map((all) => all.map(({ file }) => file)))
    if (new Set(names).size < names.length) throw refuse('it has two files of one name');
  let found: string;
  try {
    found = digest(content);
  } catch {
    throw refuse('its text is not well-formed');
  }
  if (found !== sha256) throw refuse('its hash is not that of its content, so it was damaged or changed');
  return content;
}

/** Names an import of this bundle over these files as they are now: another one counts for nothing. */
export function planHash(bundle: string, before: readonly { readonly file: string; readonly hash: string }[]): string {
  return hashOf(canonicalJson([hashOf(bundle.toWellFormed()), ...before.map(({ file, hash }) => [file, hash])]));
}
