import type { ArgumentView } from './domain.ts';

/** A value that the model is less sure of than this is marked: on the development tasks, most wrong values are below. */
const sureFrom = 0.7;

/** Whether a value should be looked at: the model was not sure of it, and no person has typed it since. */
export function isUnsure({ confidence, source }: Pick<ArgumentView, 'confidence' | 'source'>): boolean {
  return confidence !== null && confidence < sureFrom && source.kind !== 'person';
}
