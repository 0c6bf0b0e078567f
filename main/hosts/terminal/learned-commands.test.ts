import { expect, it } from 'vitest';
import { learnedLines } from './learned-commands.ts';

it('says of each rule its name, what it lets through, and whether it ended', () => {
  const rule = { id: 'learned-a', text: 'You said: always \u001b[2Jx.', source: '', until: null, untilText: null };
  expect(
    learnedLines([
      { ...rule, expired: false },
      { ...rule, id: 'learned-b', expired: true },
    ]),
  ).toEqual(['learned-a  You said: always \\u{1b}[2Jx.', 'learned-b  You said: always \\u{1b}[2Jx. (It ended.)']);
  expect(learnedLines([])).toEqual(['There are no rules that you made on cards.']);
});
