import type { ProposedValue } from '../../../main/inference/index.ts';
import type { Placed } from '../call.ts';
import type { Piece } from '../template.ts';
import type { ApiFunction } from './functions.ts';
import type { Said } from './say.ts';

/** What is said for each parameter of one call, and the pieces that say it. Slots are named `call:parameter`. */
export interface Written {
  readonly pieces: Piece[];
  readonly calls: readonly {
    readonly fn: ApiFunction;
    readonly said: ReadonlyMap<string, Said>;
    readonly slots: ReadonlyMap<string, Slot>;
  }[];
}

/** Where a call's value stands: a slot, or one item of a list that several calls share. */
export interface Slot {
  readonly name: string;
  readonly item?: number;
  /** The value stands this far from the beginning of the slot's own value: "cm" of "10 cm". */
  readonly offset?: readonly [number, number];
}
/** The arguments of each call, read off the finished request, so that every value is a stretch of it. */
export function argumentsOf(
  written: Written,
  placed: Placed,
): readonly { readonly fn: ApiFunction; readonly args: Readonly<Record<string, ProposedValue>> }[] {
  return written.calls.map(({ fn, said, slots }) => {
    const args: Record<string, ProposedValue> = {};
    for (const param of fn.params) {
      const value = said.get(param.name);
      const slot = slots.get(param.name);
      if (!value || !slot) continue;
      if (value.kind !== 'words') {
        args[param.name] = value.value;
        continue;
      }
      const span = placed.slots.get(slot.name);
      if (!span) throw new RangeError(`${param.name} is said nowhere`);
      const listed = span.items?.map(([start, end]) => placed.text.slice(start, end));
      if (slot.offset) args[param.name] = placed.text.slice(span.start + slot.offset[0], span.start + slot.offset[1]);
      else if (slot.item !== undefined) args[param.name] = listed?.[slot.item] ?? '';
      else if (param.many) args[param.name] = listed ?? [placed.text.slice(span.start, span.end)];
      else args[param.name] = placed.text.slice(span.start, span.end);
    }
    return { fn, args };
  });
}
