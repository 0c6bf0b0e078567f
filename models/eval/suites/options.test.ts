import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

const read = (line: string, key?: string) => readOptions(line.split(' ').filter(Boolean), key);

describe('readOptions', () => {
  it('runs Needle on the execution suite unless told otherwise', () => {
    expect(read('')).toMatchObject({
      suite: 'execution',
      tested: { kind: 'needle' },
      tasks: [],
      out: null,
      plot: null,
    });
  });

  it('takes an endpoint with its key, for any suite that has a model to test', () => {
    expect(
      read('--suite functions --endpoint http://127.0.0.1:8000 --model tiny --timeout 5', 'secret').tested,
    ).toEqual({
      kind: 'endpoint',
      endpoint: { url: 'http://127.0.0.1:8000', model: 'tiny', temperature: 0, timeout: 5000, key: 'secret' },
    });
    expect(read('--proposer endpoint --endpoint http://h --model m --temperature none').tested).toMatchObject({
      endpoint: { temperature: null },
    });
  });

  it.each([
    ['--proposer endpoint', 'needs an address and a model'],
    ['--endpoint http://127.0.0.1', 'needs an address and a model'],
    ['--endpoint nowhere --model m', 'not an address'],
    ['--endpoint http://127.0.0.1 --model m --proposer needle', 'no use'],
    ['--suite functions --proposer oracle', 'execution, guardrail and asks only'],
    ['--suite retrieval --endpoint http://127.0.0.1 --model m', 'shortlists only'],
  ])('refuses %s', (line, why) => {
    expect(() => read(line)).toThrow(why);
  });
});
