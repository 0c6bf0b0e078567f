import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiFunction } from './functions.ts';
import { lowerFirst } from './heads.ts';
import { writeOne } from './request.ts';
import type { Written } from './written.ts';

/** Numbered errands: "Can you help me with a few things? First, …. Second, …. Lastly, …". */
const errands = [
  'Can you help me with a few things? ',
  'Could you help me with a few tasks? ',
  'I have a few requests. ',
  'I need several things. ',
  'A couple of things: ',
  '',
  '',
  '',
] as const;
const numerals = [
  ['First, ', 'Second, ', 'Third, '],
  ['First, ', 'Then ', 'Finally, '],
  ['Firstly, ', 'Secondly, ', 'Lastly, '],
  ['First ', 'After that, ', 'Lastly, '],
  ['1. ', '2. ', '3. '],
  ['1) ', '2) ', '3) '],
  ['- ', '- ', '- '],
] as const;

function numbered(written: readonly Written[], rng: Rng): Written {
  const row = rng.pick(numerals);
  const lines = /^[1-]/u.test(row[0]);
  const pieces: Piece[] = [{ text: rng.pick(errands) }];
  if (lines && pieces[0]?.text !== '') pieces.push({ text: '\n' });
  for (const [i, one] of written.entries()) {
    const [head, ...rest] = one.pieces;
    if (i > 0) pieces.push({ text: lines ? '\n' : ' ' });
    // The last of two is not the second of three.
    const mark = i > 0 && i === written.length - 1 && !/^[1-9S-]/u.test(row[1]) ? row[2] : (row[i] ?? '');
    pieces.push({ text: mark });
    if (head)
      pieces.push(
        lines || head.slot !== undefined || /^I\b/u.test(head.text) ? head : { ...head, text: lowerFirst(head.text) },
      );
    pieces.push(...rest);
    const last = pieces.at(-1);
    if (!lines && (last?.slot !== undefined || !/[.?!]$/u.test(last?.text ?? ''))) pieces.push({ text: '.' });
  }
  return { pieces: pieces.filter((piece) => piece.text !== ''), calls: written.flatMap((one) => one.calls) };
}

const again = [' and ', ' and also ', ', and ', ', then ', ' and then ', '; also ', ', as well as ', ' plus '] as const;
const anew = [
  '. Then ',
  '. Also, ',
  '. After that, ',
  '. And ',
  ' Also ',
  '. Next, ',
  '\n',
  '. Additionally, ',
  '. Secondly, ',
] as const;

/** Joins requests into one, as people go on. */
export function writeJoined(fns: readonly ApiFunction[], rng: Rng): Written | undefined {
  const written = fns.flatMap((fn, call) => writeOne(fn, rng, call) ?? []);
  if (written.length < fns.length) return undefined;
  if (rng.chance(written.length > 2 ? 0.6 : 0.25)) return numbered(written, rng);
  const pieces: Piece[] = [];
  for (const [i, one] of written.entries()) {
    const mine = [...one.pieces];
    if (i > 0) {
      const previous = pieces.at(-1);
      const marks = previous?.slot === undefined ? (/[.?!]$/u.exec(previous?.text ?? '')?.[0] ?? '') : '';
      const joint = marks === '?' || rng.chance(0.55) ? rng.pick(anew) : rng.pick(again);
      if (marks !== '' && previous) {
        if (joint.startsWith('.')) previous.text = previous.text.slice(0, -1);
        else if (!joint.startsWith('\n') && joint !== ' Also ') previous.text = previous.text.slice(0, -1);
      }
      pieces.push({ text: marks === '?' && joint.startsWith('.') ? `?${joint.slice(1)}` : joint });
      const head = mine[0];
      if (head && head.slot === undefined && !/^I\b/u.test(head.text) && joint !== '\n')
        mine[0] = { ...head, text: head.text.slice(0, 1).toLowerCase() + head.text.slice(1) };
    }
    pieces.push(...mine);
  }
  return { pieces, calls: written.flatMap((one) => one.calls) };
}
