import type { ToolDefinition } from '../../../connectors/index.ts';
import { findWords, writing } from '../../../main/inference/index.ts';
import type { Example } from '../compose.ts';
import { lower, slip } from '../noise.ts';
import { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import { trimmed } from '../wording.ts';
import { context, smallTalk } from './context.ts';
import { everydayFunctions } from './everyday.ts';
import type { ApiFunction } from './functions.ts';
import { isHeldOutProvider, readOperations } from './operations.ts';
import { readPublicRows } from './public.ts';
import { argumentsOf, type Written, writeJoined, writeOne, writeParallel } from './request.ts';
import { specFunction } from './spec-function.ts';

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
  /** Operations of the providers that are trained on, or of those held out. */
  readonly part?: 'train' | 'heldOut';
}

/** Operations by API, made into functions only when they are drawn. */
class Functions {
  private readonly made = new Map<number, ApiFunction | null>();
  private readonly operations: ReturnType<typeof readOperations>;
  private readonly apis: readonly (readonly number[])[];
  private readonly wheel: readonly number[];

  constructor(file: string, part: 'train' | 'heldOut') {
    this.operations = readOperations(file);
    const mine = [...this.operations.keys()].filter(
      (i) => isHeldOutProvider(this.operations[i]?.provider ?? '') === (part === 'heldOut'),
    );
    const byProvider = Map.groupBy(mine, (i) => this.operations[i]?.provider ?? '');
    const apis: (readonly number[])[] = [];
    const wheel: number[] = [];
    for (const indices of byProvider.values()) {
      const own = [...Map.groupBy(indices, (i) => this.operations[i]?.api ?? '').values()];
      // A provider's weight grows with the root of its size: the largest have a tenth of all operations each.
      const weight = Math.max(1, Math.round(Math.sqrt(indices.length)));
      for (let i = 0; i < weight; i++) wheel.push(apis.length + Math.floor((i * own.length) / weight));
      apis.push(...own);
    }
    this.apis = apis;
    this.wheel = wheel;
  }

  private at(index: number): ApiFunction | undefined {
    let fn = this.made.get(index);
    if (fn === undefined) {
      const operation = this.operations[index];
      fn = (operation && specFunction(operation)) ?? null;
      this.made.set(index, fn);
    }
    return fn ?? undefined;
  }

  /** A function and some of its neighbours. */
  draw(rng: Rng, neighbours: number): { readonly fn: ApiFunction; readonly near: readonly ApiFunction[] } | undefined {
    const api = this.apis[rng.pick(this.wheel)] ?? [];
    const index = rng.pick(api);
    const fn = this.at(index);
    if (!fn) return undefined;
    const near: ApiFunction[] = [];
    const place = api.indexOf(index);
    for (let i = 0; i < neighbours * 2 && near.length < neighbours; i++) {
      // Operations that stand close in a description are about the same things.
      const other = rng.chance(0.6) ? api[place + rng.int(-4, 4)] : rng.pick(api);
      const found = other === undefined || other === index ? undefined : this.at(other);
      if (found && found.tool.name !== fn.tool.name && !near.includes(found)) near.push(found);
    }
    return { fn, near };
  }
}

/** Everyday functions by group. */
class Everyday {
  private readonly all = everydayFunctions();
  private readonly groups = Map.groupBy(this.all, (fn) => fn.group);

  draw(rng: Rng, neighbours: number): { readonly fn: ApiFunction; readonly near: readonly ApiFunction[] } {
    const fn = rng.pick(this.all);
    const group = this.groups.get(fn.group) ?? [];
    const near: ApiFunction[] = [];
    for (let i = 0; i < neighbours * 2 && near.length < neighbours; i++) {
      const other = rng.chance(0.7) ? rng.pick(group) : rng.pick(this.all);
      if (!near.includes(other) && !clashes(fn, other)) near.push(other);
    }
    return { fn, near };
  }
}

/** Two shapes of one everyday function may not stand side by side: nothing says which is meant. */
function clashes(one: ApiFunction, other: ApiFunction): boolean {
  if (one === other || one.tool.name === other.tool.name) return true;
  const words = (fn: ApiFunction): Set<string> => new Set(fn.heads.map((head) => head.text.replace(/\{[^}]*\}/gu, '')));
  const mine = words(one);
  return [...words(other)].some((text) => mine.has(text));
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

function finish(written: Written | undefined, shown: readonly ToolDefinition[], rng: Rng): ForeignExample | undefined {
  if (!written) return undefined;
  let pieces = written.pieces.map((piece) => ({ ...piece }));
  if (rng.chance(0.12)) pieces = context(pieces, rng);
  roughen(pieces, rng);
  const placed = trimmed(pieces);
  const steps = argumentsOf(written, placed).map(({ fn, args }) => ({ tool: fn.tool, args, result: null }));
  if (placed.text.length > 600 || !steps.every(({ tool, args }) => copyable(tool, args, placed.text))) return undefined;
  return { request: placed.text, steps, none: null, kind: 'api', shown };
}

const unique = (functions: readonly ApiFunction[]): ToolDefinition[] => [
  ...new Map(functions.map((fn) => [fn.tool.name, fn.tool])).values(),
];

/**
 * An endless stream of examples over functions that Thimble does not ship: those of published API descriptions, everyday
 * ones made by a grammar, and public data sets. The same seed and files give the same stream.
 */
export function* foreignExamples(seed: number, options: ForeignOptions = {}): Generator<ForeignExample> {
  const rng = new Rng(seed);
  const everyday = new Everyday();
  const specs = options.specs === undefined ? undefined : new Functions(options.specs, options.part ?? 'train');
  const rows = options.rows && options.part !== 'heldOut' ? readPublicRows(options.rows).examples : [];
  const draw = (neighbours: number) =>
    specs && (options.part === 'heldOut' || rng.chance(0.52))
      ? specs.draw(rng, neighbours)
      : everyday.draw(rng, neighbours);

  const one = (): ForeignExample | undefined => {
    if (rows.length > 0 && rng.chance(0.12)) return rng.pick(rows);
    const many = rng.pick([1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8]);
    const drawn = draw(many);
    if (!drawn) return undefined;
    const { fn, near } = drawn;
    const listed = near.slice(0, many - 1);
    const tools = rng.shuffle(unique([fn, ...listed]));
    const share = rng.next();
    if (share < 0.035) {
      // The right function is not among those shown.
      const others = rng.chance(0.6) && near.length > 0 ? near : (draw(many)?.near ?? []);
      const shown = unique(others.filter((other) => other !== fn && !clashes(fn, other)));
      if (shown.length === 0) return undefined;
      const said = finish(writeOne(fn, rng), shown, rng);
      return said && { ...said, steps: [], none: 'not_connected' };
    }
    if (share < 0.06) {
      const required = fn.params.filter((param) => param.required);
      if (required.length === 0) return undefined;
      const said = finish(writeOne(fn, rng, 0, rng.pick(required).name), tools, rng);
      return said && { ...said, steps: [], none: 'missing_value' };
    }
    if (share < 0.08)
      return { request: rng.pick(smallTalk), steps: [], none: 'not_a_request', kind: 'api', shown: tools };
    if (share < 0.17) {
      const written = writeParallel(fn, rng);
      return written && finish(written, tools, rng);
    }
    if (share < 0.25) {
      const second = rng.chance(0.6) && near[0] && !clashes(fn, near[0]) ? near[0] : draw(1)?.fn;
      if (!second || second === fn || second.tool.name === fn.tool.name) return undefined;
      return finish(
        writeJoined([fn, second], rng),
        rng.shuffle(unique([fn, second, ...listed.filter((other) => !clashes(second, other))])),
        rng,
      );
    }
    if (share < 0.28) return finish(writeJoined([fn, fn], rng), tools, rng);
    return finish(writeOne(fn, rng), tools, rng);
  };

  for (;;) {
    const example = one();
    if (example) yield example;
  }
}
