import { describe, expect, it, vi } from 'vitest';
import { replayLines, terminalConfirmer } from './policy-commands.ts';

describe('a replay at the terminal', () => {
  const nothing = { total: 5, replayed: 5, notReplayed: [], transitions: [], calls: [] };

  it('says what would change, and what was not replayed and why', () => {
    const lines = replayLines({
      ...nothing,
      replayed: 4,
      notReplayed: [{ why: 'It held a secret, which the log does not keep.', count: 1 }],
      transitions: [{ from: 'allow', to: 'ask', count: 3 }],
      calls: [
        {
          id: 'log_1',
          at: '2026-03-04T15:30:00.000Z',
          tool: 'github.repos.star',
          effectText: 'Star brightloom/web',
          request: 'star web',
          lookup: false,
          logged: 'allow',
          from: 'allow',
          to: 'ask',
          rules: [{ id: 'stars-ask', text: 'Stars ask first.' }],
        },
      ],
    });
    expect(lines).toEqual([
      '4 of 5 decisions of the log were made again.',
      '  1 were not: It held a secret, which the log does not keep.',
      '3 allowed calls would now ask.',
      '  log_1  2026-03-04T15:30:00.000Z  allow → ask  Star brightloom/web',
    ]);
  });

  it('says that nothing would', () => {
    expect(replayLines(nothing)).toEqual(['5 of 5 decisions of the log were made again.', 'None would change.']);
  });
});

it('without a terminal, looser rules are agreed to by --yes alone, and are printed all the same', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const before = process.stdin.isTTY;
  process.stdin.isTTY = false;
  try {
    const agreement = { yes: false };
    const confirmer = terminalConfirmer(agreement);
    const ask = () =>
      confirmer.kind === 'dialog' ? confirmer.ask({ title: 'Save x', loosened: ['“a” is gone.'] }) : null;
    expect(await ask()).toBe(false);
    agreement.yes = true;
    expect(await ask()).toBe(true);
    expect(printed.mock.calls.flat().filter((text) => String(text).includes('“a” is gone.'))).toHaveLength(2);
  } finally {
    process.stdin.isTTY = before;
    printed.mockRestore();
  }
});
