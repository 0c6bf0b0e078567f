import { describe, expect, it } from 'vitest';
import { collectNames, mostNames } from './names-seen.ts';

const names = (answer: Parameters<typeof collectNames>[0]): string[] => {
  const found = new Set<string>();
  collectNames(answer, found);
  return [...found];
};

describe('collectNames', () => {
  it('takes the names of records wherever they are, and no texts', () => {
    const answer = {
      members: [{ id: 'U1', name: 'ana', profile: { real_name: 'Ana Petrov', status: 'busy' } }],
      title: 'x'.repeat(100),
    };
    expect(names(answer)).toEqual(['ana', 'Ana Petrov']);
  });
  it('stops at so many', () => {
    expect(names(Array.from({ length: 5000 }, (_, at) => ({ name: `n${at}` })))).toHaveLength(mostNames);
  });
});
