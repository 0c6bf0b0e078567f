import type { ToolDefinition } from '../../../connectors/index.ts';
import { findWords, writing } from '../../../main/inference/index.ts';
import type { Example } from '../compose.ts';
import { lower, slip } from '../noise.ts';
import { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import { trimmed } from '../wording.ts';
import { context, smallTalk } from './context.ts';
import type { ApiFunction } from './functions.ts';
import { writeJoined } from './joined.ts';
import { writeParallel } from './parallel.ts';
import { readPublicRows } from './public.ts';
import { writeOne } from './request.ts';
import { clashes, type Draw, EverydayFunctions, SpecFunctions } from './source.ts';
import { argumentsOf, type Written } from './written.ts';

/** An example over functions that Thimble does not ship, with the tools that it is shown with. */
export interface ForeignExample extends Omit<Example, 'kind'> {
  readonly kind: 'api' | 'public';
  readonly shown: readonly ToolDefinition[];
}

/** Where the examples come from; everyday functions need nothing. */
export interface ForeignOptions {
  /** A file of operations (JSON lines, may be gzipped); without it everyday functions alone are written. */
  readonly specs?: string;
  /** Files of public requests with their calls (JSON lines, may be gzipped). */
  readonly rows?: readonly string[];
}

/** Noise of hurried writing, as in the other examples: slips in literal words, lower case. */
function roughen(pieces: Piece[], rng: Rng): void {
  if (rng.chance(0.08)) slip(pieces, rng);
  if (rng.chance(0.14)) lower(pieces);
}

/** Whether every word of a call can be copied from the request. */
export function copyable(tool: ToolDefinition, args: Example['steps'][number]['args'], request: string): boolean {
  return Object.entries(args).every(([name, value]) => {
    const param = tool.params[name];
    if (!param) return false;
    if (writing(param) !== 'words') return true;
    const words = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
    return words.length > 0 && words.every((one) => findWords(one, request) >= 0);
  });
}

/** An example with the functions that it is shown with. */
export interface Drawn extends Omit<ForeignExample, 'shown'> {
  readonly functions: readonly ApiFunction[];
}

function finish(written: Written | undefined, functions: readonly ApiFunction[], rng: Rng): Drawn | undefined {
  if (!written) return undefined;
  let pieces = written.pieces.map((piece) => ({ ...piece }));
  if (rng.chance(0.12)) pieces = context(pieces, rng);
  roughen(pieces, rng);
  const placed = trimmed(pieces);
  const steps = argumentsOf(written, placed).map(({ fn, args }) => ({ tool: fn.tool, args, result: null }));
  if (placed.text.length > longestRequest || !steps.every(({ tool, args }) => copyable(tool, args, placed.text)))
    return undefined;
  // Nobody asks for the very same call twice.
  const calls = new Set(steps.map(({ tool, args }) => `${tool.name} ${JSON.stringify(args)}`));
  if (calls.size < steps.length) return undefined;
  return { request: placed.text, steps, none: null, kind: 'api', functions };
}

/** Longer requests than this are not made, in characters. */
const longestRequest = 600;

/** Shares of the kinds of examples; the rest are single calls. */
const shares = { unfit: 0.055, missing: 0.02, talk: 0.01, parallel: 0.09, two: 0.08, twice: 0.03 } as const;

const unique = (functions: readonly ApiFunction[]): ApiFunction[] => [
  ...new Map(functions.map((fn) => [fn.tool.name, fn])).values(),
];

/** Draws one example; undefined where what was drawn makes none. */
export function drawExample(draw: (neighbours: number) => Draw | undefined, rng: Rng): Drawn | undefined {
  const many = rng.pick([1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8]);
  const drawn = draw(many);
  if (!drawn) return undefined;
  const { fn, near } = drawn;
  const listed = near.slice(0, many - 1);
  const tools = rng.shuffle(unique([fn, ...listed]));
  let share = rng.next();
  const falls = (part: number): boolean => {
    share -= part;
    return share < 0;
  };
  if (falls(shares.unfit)) {
    // The right function is not among those shown.
    const others = rng.chance(0.6) && near.length > 0 ? near : (draw(many)?.near ?? []);
    const unfit = unique(others.filter((other) => !clashes(fn, other)));
    const said = unfit.length > 0 ? finish(writeOne(fn, rng), unfit, rng) : undefined;
    return said && { ...said, steps: [], none: 'not_connected' };
  }
  if (falls(shares.missing)) {
    const required = fn.params.filter((param) => param.required);
    const said = required.length > 0 ? finish(writeOne(fn, rng, 0, rng.pick(required).name), tools, rng) : undefined;
    return said && { ...said, steps: [], none: 'missing_value' };
  }
  if (falls(shares.talk))
    return { request: rng.pick(smallTalk), steps: [], none: 'not_a_request', kind: 'api', functions: tools };
  if (falls(shares.parallel)) return finish(writeParallel(fn, rng), tools, rng);
  if (falls(shares.two)) {
    const second = rng.chance(0.6) && near[0] ? near[0] : draw(1)?.fn;
    if (!second || clashes(fn, second)) return undefined;
    const third = rng.chance(0.2) ? draw(1)?.fn : undefined;
    const asked = third && !clashes(fn, third) && !clashes(second, third) ? [fn, second, third] : [fn, second];
    const others = listed.filter((other) => !asked.some((one) => clashes(one, other)));
    return finish(writeJoined(asked, rng), rng.shuffle(unique([...asked, ...others])), rng);
  }
  if (falls(shares.twice)) return finish(writeJoined([fn, fn], rng), tools, rng);
  return finish(writeOne(fn, rng), tools, rng);
}

/**
 * An endless stream of examples over functions that Thimble does not ship: those of published API descriptions, everyday
 * ones made by a grammar, and public data sets. The same seed and files give the same stream.
 */
export function* foreignExamples(seed: number, options: ForeignOptions = {}): Generator<ForeignExample> {
  const rng = new Rng(seed);
  const everyday = new EverydayFunctions();
  const specs = options.specs === undefined ? undefined : new SpecFunctions(options.specs, 'train');
  const rows = options.rows ? readPublicRows(options.rows).examples : [];
  const draw = (neighbours: number): Draw | undefined =>
    specs && rng.chance(0.52) ? specs.draw(rng, neighbours) : everyday.draw(rng, neighbours);
  for (;;) {
    if (rows.length > 0 && rng.chance(0.12)) {
      yield rng.pick(rows);
      continue;
    }
    const drawn = drawExample(draw, rng);
    if (drawn) {
      const { functions, ...example } = drawn;
      yield { ...example, shown: functions.map((fn) => fn.tool) };
    }
  }
}
