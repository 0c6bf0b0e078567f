import { describe, expect, it } from 'vitest';
import type { RunState, RunView } from '../../../shared/index.ts';
import { isOver, noRuns, reduceRuns } from './runs.ts';

function run(id: string, state: RunState, preview = false): RunView {
  return {
    id,
    request: id,
    startedAt: '2026-11-22T14:00:00Z',
    state,
    steps: [],
    question: null,
    say: null,
    answer: null,
    error: null,
    preview,
  };
}

const states = (state: typeof noRuns) => Object.fromEntries(state.runs.map((each) => [each.id, each.state]));

describe('reduceRuns', () => {
  it('does not let the first reply undo events that came before it', () => {
    let state = reduceRuns(noRuns, { type: 'event', run: run('a', 'done') });
    state = reduceRuns(state, { type: 'started', run: run('a', 'thinking') });
    expect(states(state)).toEqual({ a: 'done' });
    expect(state.shown).toBe('a');
  });

  it('drops a reply that an event has overtaken, and takes one that is current', () => {
    let state = reduceRuns(noRuns, { type: 'started', run: run('a', 'thinking') });
    state = reduceRuns(state, { type: 'event', run: run('a', 'waiting') });
    state = reduceRuns(state, { type: 'reply', run: run('a', 'thinking'), revision: 0 });
    expect(states(state)).toEqual({ a: 'waiting' });
    state = reduceRuns(state, { type: 'reply', run: run('a', 'running'), revision: 1 });
    expect(states(state)).toEqual({ a: 'running' });
  });

  it('leaves a run that is over alone', () => {
    const over = reduceRuns(noRuns, { type: 'event', run: run('a', 'stopped') });
    expect(reduceRuns(over, { type: 'reply', run: run('a', 'running'), revision: 1 })).toBe(over);
  });

  it('does not keep previews', () => {
    expect(reduceRuns(noRuns, { type: 'event', run: run('p', 'done', true) })).toBe(noRuns);
  });

  it('keeps the latest fifty runs', () => {
    let state = noRuns;
    for (let index = 0; index < 60; index += 1)
      state = reduceRuns(state, { type: 'started', run: run(`r${index}`, 'done') });
    expect(state.runs).toHaveLength(50);
    expect(state.runs.at(-1)?.id).toBe('r59');
  });
});

describe('isOver', () => {
  it.each([
    ['thinking', false],
    ['choosing', false],
    ['waiting', false],
    ['running', false],
    ['done', true],
    ['stopped', true],
    ['failed', true],
  ] as const)('%s: %s', (state, over) => {
    expect(isOver(run('a', state))).toBe(over);
  });
});
