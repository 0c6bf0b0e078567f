import { describe, expect, it } from 'vitest';
import { chosenAccounts } from './account-commands.ts';

describe('--account', () => {
  it('names a service and an account', () => {
    expect(chosenAccounts([])).toEqual({});
    expect(chosenAccounts(['slack=work', 'github = my own ='])).toEqual({ slack: 'work', github: 'my own =' });
  });
  it.each([['slack'], ['=work'], ['slack='], ['slack=a', 'slack=b']])('refuses %s', (...options) => {
    expect(() => chosenAccounts(options)).toThrow(/--account names/u);
  });
});
