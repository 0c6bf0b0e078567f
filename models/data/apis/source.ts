import type { Rng } from '../rng.ts';
import { everydayFunctions } from './everyday.ts';
import type { ApiFunction } from './functions.ts';
import { isHeldOutProvider, readOperations } from './operations.ts';
import { specFunction } from './spec-function.ts';

/** A function to write a request for, and others that it might be mistaken for. */
export interface Draw {
  readonly fn: ApiFunction;
  readonly near: readonly ApiFunction[];
}

/** Operations by API, made into functions only when they are drawn. */
export class SpecFunctions {
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
      if (found && !near.includes(found) && !clashes(fn, found)) near.push(found);
    }
    return { fn, near };
  }
}

/** Everyday functions by group. */
export class EverydayFunctions {
  private readonly all = everydayFunctions();
  private readonly groups = Map.groupBy(this.all, (fn) => fn.group);

  draw(rng: Rng, neighbours: number): Draw {
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

/** Functions that are asked for in the same words may not stand side by side: nothing says which is meant. */
export function clashes(one: ApiFunction, other: ApiFunction): boolean {
  if (one === other || one.tool.name === other.tool.name) return true;
  for (const phrase of one.asked) if (other.asked.has(phrase)) return true;
  return false;
}
