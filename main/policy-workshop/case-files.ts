import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type JsonObject, jsonObjectSchema, ThimbleError } from '../../shared/index.ts';
import { type PolicyCase, policyCaseSchema } from '../policy/index.ts';
import { checkFileName, storage, writeFiles } from './folder.ts';

/** Longest text of one file of cases, in UTF-16 code units, and most cases in it. */
const maxLength = 300_000;
const maxCases = 500;
/** Deepest nesting that is read: what a tool takes is far flatter. */
const maxDepth = 24;
const maxFiles = 100;

/** The file that cases are added to. */
export const addedTo = 'mine.json';

/** Cases of one file. */
export interface CaseFile {
  readonly file: string;
  readonly cases: readonly PolicyCase[];
}

/** Cases as read, and a sentence on each file that could not be. */
export interface ReadCases {
  readonly files: readonly CaseFile[];
  readonly problems: readonly string[];
}

/** Whether a JSON text nests no deeper than it may; its strings do not count. */
export function isShallow(text: string, deepest = maxDepth): boolean {
  let depth = 0;
  for (const char of text.replace(/"(?:[^"\\]|\\.)*"/gsu, '')) {
    if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth--;
    if (depth > deepest) return false;
  }
  return true;
}

/**
 * Reads a file of cases from its text.
 * @throws Error with a sentence on what is wrong
 */
export function readCaseText(text: string): readonly PolicyCase[] {
  if (text.length > maxLength) throw new Error(`it is longer than ${maxLength} characters`);
  if (!isShallow(text)) throw new Error(`it nests deeper than ${maxDepth} levels`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  const read = z.array(policyCaseSchema).max(maxCases).safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`it does not hold cases (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`);
}

/** How cases are written. */
export function caseText(cases: readonly PolicyCase[]): string {
  return `${JSON.stringify(cases, null, 2)}\n`;
}

/** The cases of a folder; one that is not there holds none. Files that cannot be read are problems, not errors. */
export async function readCases(folder: string, leaveOut: readonly string[] = []): Promise<ReadCases> {
  const names = await readdir(folder).catch(() => []);
  const files: CaseFile[] = [];
  const problems: string[] = [];
  for (const file of names
    .filter((name) => name.endsWith('.json') && !leaveOut.includes(name))
    .sort()
    .slice(0, maxFiles))
    try {
      files.push({ file, cases: readCaseText(await readFile(join(folder, file), 'utf8')) });
    } catch (thrown) {
      problems.push(`cases/${file} is left out: ${thrown instanceof Error ? thrown.message : 'it cannot be read'}.`);
    }
  return { files, problems };
}

/** The shared values of the default rules' cases. */
export async function readCaseValues(folder: string): Promise<JsonObject> {
  return jsonObjectSchema.parse(JSON.parse(await readFile(join(folder, 'values.json'), 'utf8')));
}

/**
 * Adds a case to the person's own, or changes the one of the same name.
 * @throws ThimbleError `bad_input` when the file is full or cannot be read, `storage_unavailable`
 */
export async function addCase(folder: string, one: PolicyCase): Promise<void> {
  const { files, problems } = await readCases(folder);
  if (problems.some((problem) => problem.startsWith(`cases/${addedTo} `)))
    throw new ThimbleError('bad_input', problems[0] ?? 'Your cases cannot be read.', 'Mend or move that file first.');
  const before = files.find(({ file }) => file === addedTo)?.cases ?? [];
  const cases = [...before.filter(({ name }) => name !== one.name), one];
  const text = caseText(cases);
  if (cases.length > maxCases || text.length > maxLength)
    throw new ThimbleError('bad_input', `${addedTo} is full.`, 'Remove cases that are no longer needed.');
  // What is written must be readable: one bad case would take the others of its file with it.
  readCaseText(text);
  await write(folder, new Map([[addedTo, text]]));
}

/** @throws ThimbleError `not_found`, `bad_input` for no name of a file, `storage_unavailable` */
export async function removeCase(folder: string, file: string, name: string): Promise<void> {
  checkFileName(file, '.json');
  const { files } = await readCases(folder);
  const found = files.find((one) => one.file === file);
  if (!found?.cases.some((one) => one.name === name))
    throw new ThimbleError('not_found', 'There is no such case of your own.', 'Look at the list again.');
  const left = found.cases.filter((one) => one.name !== name);
  await write(folder, new Map([[file, left.length > 0 ? caseText(left) : null]]));
}

async function write(folder: string, files: ReadonlyMap<string, string | null>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw storage('The folder of your cases cannot be made.', cause);
  });
  await writeFiles(folder, files);
}
