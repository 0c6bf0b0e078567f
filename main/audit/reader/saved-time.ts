import type { Effect } from '../../../shared/index.ts';

/*
 * What a call would have cost by hand in the service's own pages, by the Keystroke-Level Model: Card, Moran and Newell,
 * "The keystroke-level model for user performance time with interactive systems", CACM 23(7), 1980. Seconds.
 */
const key = 0.28; // an average typist
const point = 1.1;
const click = 0.2;
const think = 1.35;
/** Ours, not the model's: how long a page of a web application takes to show. */
const page = 2;

const step = think + point + click + page;
/** Opening the service and finding one record: three pages and a search of a dozen letters. */
const find = 3 * step + think + 12 * key;
/** A form: three fields of 15 letters, and its button. */
const form = 3 * (think + point + click + 15 * key) + step;
/** Reading once more what cannot be taken back, and a second button. */
const confirm = 2 * think + step;

/**
 * Seconds that a call would have taken by hand: what it saved, once the time that its card was open is taken off. An
 * estimate; the time to type the request is not in it.
 */
export const secondsByHand: Readonly<Record<Effect, number>> = {
  read: find,
  write: find + form,
  money: find + form + confirm,
  destructive: find + step + confirm,
};
