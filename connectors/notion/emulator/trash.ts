import { trashed } from './errors.ts';
import type { Place, State } from './state.ts';

/** Whether what stands at a place, or anything around it, is in the trash. */
function placeInTrash(state: State, place: Place): boolean {
  if (place.type === 'workspace') return false;
  if (place.type === 'page') return inTrash(state, place.id);
  const source = state.sources[place.id];
  return source?.inTrash === true || inTrash(state, source?.database ?? '');
}

/** Whether a page, block or database, or anything that it lies in, is in the trash. */
function inTrash(state: State, id: string): boolean {
  const block = state.blocks[id];
  if (block) return block.inTrash || inTrash(state, block.parent);
  const owner = state.pages[id] ?? state.databases[id];
  return owner !== undefined && (owner.inTrash || placeInTrash(state, owner.parent));
}

/** Throws Notion's error where a page, block or database cannot be edited: it or what it lies in is in the trash. */
export function mustBeLive(state: State, id: string, restoring = false): void {
  const one = state.blocks[id] ?? state.pages[id] ?? state.databases[id];
  if (one?.inTrash && !restoring) throw trashed(false);
  const block = state.blocks[id];
  const owner = state.pages[id] ?? state.databases[id];
  if (block ? inTrash(state, block.parent) : owner && placeInTrash(state, owner.parent)) throw trashed(true);
}

/** As {@link mustBeLive}, for a place in which something is to be put. */
export function mustBeOpen(state: State, place: Place): void {
  if (placeInTrash(state, place)) throw trashed(true);
}
