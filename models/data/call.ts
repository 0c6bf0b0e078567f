import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import { type ProposedValue, writing } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import type { Piece } from './template.ts';

/** What a phrasing says of one operation: which slot decides which upstream parameter, and what the wording fixes. */
export interface Phrasing {
  readonly slots: Readonly<Record<string, string | readonly string[]>>;
  readonly fixed: Readonly<Record<string, Json>>;
  readonly mods?: Readonly<Record<string, string>> | undefined;
}

/** Why a phrasing could not be written as a call of a tool. */
export class Unmapped extends Error {}

/** A request with the place of every slot in it. */
export interface Placed {
  readonly text: string;
  readonly slots: ReadonlyMap<
    string,
    { readonly start: number; readonly end: number; readonly items?: readonly (readonly [number, number])[] }
  >;
}

/** Joins pieces and remembers where each slot's value stands (without its quotes). */
export function place(pieces: readonly Piece[]): Placed {
  let text = '';
  const slots = new Map<string, { start: number; end: number; items?: readonly (readonly [number, number])[] }>();
  for (const piece of pieces) {
    if (piece.slot !== undefined) {
      const at = text.length;
      const [start, end] = piece.filled?.inner ?? [0, piece.text.length];
      const items = piece.filled?.items?.map(([a, b]) => [at + a, at + b] as const);
      slots.set(piece.slot, { start: at + start, end: at + end, ...(items ? { items } : {}) });
    }
    text += piece.text;
  }
  return { text, slots };
}

export interface Span {
  start: number;
  end: number;
  /** A noun phrase with its determiner: nothing before or after it belongs to it. */
  whole?: boolean;
}

/** Collects what is known of each parameter while a phrasing is read. */
export class Call {
  readonly spans = new Map<string, Span[]>();
  readonly lists = new Map<string, string[]>();
  readonly maps = new Map<string, Record<string, string>>();
  readonly set = new Map<string, ProposedValue>();
  readonly tool: ToolDefinition;
  readonly placed: Placed;

  constructor(tool: ToolDefinition, placed: Placed) {
    this.tool = tool;
    this.placed = placed;
  }

  param(name: string): ToolParam {
    const param = this.tool.params[name];
    if (!param) throw new Unmapped(`no parameter ${name}`);
    return param;
  }

  /** The parameter that `path` decides; among several, the one that a slot of `kind` is said through. */
  find(path: string, kind?: string): string {
    const bare = path.replace(/\.\d+$/u, '');
    const sets = (param: ToolParam): boolean =>
      (path !== 'ref' || this.tool.params.ref === param) &&
      (param.sets.includes(path) || (param.many === true && param.sets.includes(bare)));
    const named = Object.entries(this.tool.params).filter(([, param]) => sets(param));
    const referred = (from: [string, ToolParam][]): string | undefined =>
      kind === undefined ? undefined : from.find(([, param]) => param.refs?.includes(kind))?.[0];
    const found =
      (named.length > 1 ? referred(named) : undefined) ??
      // A repetition said where a time may stand is no time.
      (kind === 'recurrence' && !referred(named) ? referred(Object.entries(this.tool.params)) : undefined) ??
      named[0]?.[0] ??
      (path === 'ref' ? referred(Object.entries(this.tool.params)) : undefined);
    if (found === undefined) throw new Unmapped(`${this.tool.name}: nothing sets ${path}${kind ? ` (${kind})` : ''}`);
    return found;
  }

  /** Whether a parameter other than a map has `path` for itself. */
  hasOwn(path: string): boolean {
    return Object.values(this.tool.params).some((param) => param.sets.includes(path) && writing(param) !== 'map');
  }

  /** Whether some parameter is said through slots of `kind` marked `ref`. */
  canRefer(kind: string): boolean {
    return (
      this.tool.params.ref !== undefined || Object.values(this.tool.params).some((param) => param.refs?.includes(kind))
    );
  }

  addSpan(name: string, span: Span): void {
    const spans = this.spans.get(name) ?? [];
    if (!spans.some((one) => one.start === span.start)) spans.push(span);
    this.spans.set(name, spans);
  }

  /** Words of another slot of the same request. */
  slotWords(slot: string): string {
    const span = this.placed.slots.get(slot);
    if (!span) throw new Unmapped(`no slot ${slot}`);
    return this.placed.text.slice(span.start, span.end);
  }

  mapEntry(name: string, key: string, value: string): void {
    this.maps.set(name, { ...this.maps.get(name), [key]: value });
  }
}

/** Turns nested fixed arguments into dotted leaves. Empty objects and lists count as leaves. */
export function leaves(value: Json, path = ''): [string, Json][] {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
  return [[path, value]];
}

/** Whether a character of the request belongs to some slot. */
export type Bound = (index: number) => boolean;
