import type { z } from 'zod';
import { ThimbleError } from '../../shared/index.ts';
import { cleanJson } from '../sandbox/index.ts';
import { manifestFile } from './limits.ts';
import { manifestSchema, type PluginManifest } from './manifest.ts';
import { isLoopbackOrigin, originProblem } from './origin.ts';

/** Mistakes that are named at once. */
const shown = 6;

function sentence(issue: z.core.$ZodIssue, given: unknown): string {
  const place = issue.path.map((key, at) => nameOf(key, issue.path.slice(0, at), given)).join(' → ');
  if (issue.code === 'unrecognized_keys')
    return `${place === '' ? 'the manifest' : place} has ${issue.keys.map((key) => `“${key}”`).join(', ')}, which no plug-in has`;
  if (issue.code === 'invalid_key') return `${place} ${issue.issues[0]?.message ?? 'is no name'}`;
  const missing =
    issue.code === 'invalid_type' && issue.message.startsWith('Invalid input') && issue.input === undefined;
  const message = missing
    ? 'is missing, or of the wrong type'
    : issue.message.replace(/^Invalid input: /u, 'is wrong: ');
  return `${place === '' ? 'the manifest' : place} ${message}`;
}

/** A list's entry by its own name where it has one: “todo.tasks.create” rather than 3. */
function nameOf(key: PropertyKey, before: readonly PropertyKey[], given: unknown): string {
  if (typeof key !== 'number') return String(key);
  let at: unknown = given;
  for (const step of [...before, key]) at = (at as Record<PropertyKey, unknown> | undefined)?.[step];
  const name = (at as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' && name.length <= 100 ? name : `entry ${key + 1}`;
}

/**
 * Reads the text of a `thimble.json`.
 * @param development whether an address on this machine is taken
 * @throws ThimbleError `bad_input` that names what is wrong, mistake by mistake
 */
export function readManifest(text: string, development: boolean): PluginManifest {
  let given: unknown;
  try {
    given = cleanJson(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? ` (${cause.message})` : '';
    throw new ThimbleError('bad_input', `${manifestFile} is not JSON${why}.`, 'Mend the file and try again.', {
      cause,
    });
  }
  const parsed = manifestSchema.safeParse(given);
  if (!parsed.success) {
    const all = [...new Set(parsed.error.issues.map((issue) => sentence(issue, given)))];
    const [first = '', ...rest] = all;
    const more = rest.slice(0, shown - 1);
    const left = rest.length - more.length;
    throw new ThimbleError(
      'bad_input',
      `${manifestFile}: ${first}.`,
      [
        ...(more.length > 0 ? [`Also: ${more.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`] : []),
        'docs/writing-a-connector.md has every field.',
      ].join(' '),
    );
  }
  const problem = originProblem(parsed.data.origin, development);
  if (problem !== null)
    throw new ThimbleError(
      'bad_input',
      `${manifestFile}: origin ${problem}.`,
      isLoopbackOrigin(parsed.data.origin)
        ? 'If the program behind it is yours: tick “for development”, or add --development.'
        : 'Mend the file and try again.',
    );
  return parsed.data;
}
