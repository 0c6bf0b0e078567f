import type { Json, JsonObject } from '../../../shared/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import type { Named } from './notion-words.ts';
import type { Candidate, Resolution, ResolveContext } from './types.ts';

/** The value as an object; an empty one where it is not. */
export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The value as a list; an empty one where it is not. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text; empty where it is not. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A record with the value that its kind wants and what tells it from others. */
export interface Found extends Named {
  readonly value: JsonObject;
  readonly detail: string;
}

/** Reads the results of a list tool. */
export async function readResults(context: ResolveContext, tool: string, args: JsonObject): Promise<JsonObject[]> {
  return listOf(objectOf(await context.lookup(tool, args)).results).map((item) => objectOf(item));
}

/** Reads one record; null where the service has none by that id. Other failures are thrown on. */
export async function readOne(context: ResolveContext, tool: string, args: JsonObject): Promise<JsonObject | null> {
  try {
    return objectOf(await context.lookup(tool, args));
  } catch (error) {
    if (error instanceof ThimbleError && (error.code === 'not_found' || error.code === 'service_error')) return null;
    throw error;
  }
}

/** One found: resolved. Several: the question. None: the sentence. */
export function settle(said: string, found: readonly Found[], via: string, what: string, where: string): Resolution {
  const [only, ...others] = found;
  if (!only) return { kind: 'missing', message: `There is no ${what} called “${said}” ${where}.` };
  if (!others.length) return { kind: 'resolved', value: only.value, label: only.name, via };
  const candidates: Candidate[] = found
    .slice(0, 9)
    .map((one) => ({ value: one.value, label: one.name, detail: one.detail }));
  return { kind: 'ambiguous', question: `Which ${what} is “${said}”?`, candidates };
}

/** Quotation marks, a leading `#` or `@` and closing punctuation taken off. */
export function bare(words: string): string {
  return words
    .trim()
    .replace(/^[#@"'“”‘’«»`\s]+|["'“”‘’«»`\s.,;:!?]+$/gu, '')
    .trim();
}
