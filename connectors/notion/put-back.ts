import type { Json, JsonObject, UndoCall } from '../kit/guest.ts';
import { brief } from './rich-text.ts';

/** Collects the fields that an undo puts back, each with its words. */
export class PutBack {
  readonly before: JsonObject = {};
  readonly words: string[] = [];

  /** Notes a field; `undefined` is one that the API does not take back. */
  add(name: string, value: Json | undefined, words: string): void {
    if (value === undefined) return;
    this.before[name] = value;
    this.words.push(words);
  }

  /**
   * The undo call of a restoring tool; none where nothing is to be put back. `record` names what was changed and the
   * parameter that takes it; `trash` is where it was before, where that changed.
   */
  calls(tool: string, record: JsonObject, title: string, trash?: boolean): UndoCall[] {
    const moved = trash === undefined ? [] : [trash ? 'in the trash' : 'out of the trash'];
    const says = brief([...this.words, ...moved].join(', '), 200);
    if (!says) return [];
    const args = { ...record, before: this.before, says, ...(trash === undefined ? {} : { trash }) };
    return [{ tool, args, text: `Put ${title} back as it was: ${says}.` }];
  }
}

/** The fields of an undo call that a tool lets through; anything else is refused, so that it can do nothing else. */
export function onlyFields(before: JsonObject, allowed: readonly string[]): JsonObject {
  const other = Object.keys(before).find((name) => !allowed.includes(name));
  if (other !== undefined) throw new Error(`This undo would change ${other}, which it may not.`);
  return before;
}

/** Whether the trash is where the change moved something to or from; undefined where it did not. */
export function trashBefore(before: JsonObject, after: JsonObject): boolean | undefined {
  const was = before.in_trash === true;
  return was === (after.in_trash === true) ? undefined : was;
}
