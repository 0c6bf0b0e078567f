import { describe, expect, it } from 'vitest';
import { routes } from '../../../shared/index.ts';
import { CallError, errorBody, routeName } from './client.ts';

describe('routeName', () => {
  it('gives every route of the contract its own name', () => {
    for (const [domain, verbs] of Object.entries(routes))
      for (const [verb, { name }] of Object.entries(verbs)) expect(routeName(domain, verb)).toBe(name);
  });
});

describe('errorBody', () => {
  it('shows what the main process said', () => {
    const body = { code: 'denied', message: 'No.', hint: 'Ask.' } as const;
    expect(errorBody(new CallError(body))).toEqual(body);
  });

  it('does not show the text of an unknown error', () => {
    expect(errorBody(new Error('/home/me/secret')).message).not.toContain('secret');
  });
});
