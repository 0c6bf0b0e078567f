import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('a command line', () => {
  it.each([
    [['thimble'], { quick: false, link: null }],
    [['thimble', '--quick'], { quick: true, link: null }],
    [['thimble', '--', 'thimble://view/audit'], { quick: false, link: { kind: 'show', view: 'audit' } }],
    [['thimble', 'thimble://app/index.html'], { quick: false, link: null }],
    [['thimble', 'thimble://view/audit', 'thimble://view/settings'], { quick: false, link: null }],
  ])('%j', (argv, wanted) => expect(parseCommandLine(argv)).toEqual(wanted));
});
