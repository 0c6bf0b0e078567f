import { describe, expect, it } from 'vitest';
import { missingScopes, scopeList } from './auth.ts';

describe('missingScopes', () => {
  it('names the first scope of every group that nothing of the token covers', () => {
    const need = [['repo', 'public_repo'], ['read:org', 'admin:org'], ['gist']];
    expect(missingScopes(need, ['public_repo'])).toEqual(['read:org', 'gist']);
    expect(missingScopes(need, ['repo', 'admin:org', 'gist'])).toEqual([]);
  });
  it('cannot tell where the service says nothing, and asks nothing of a tool that needs nothing', () => {
    expect(missingScopes(null, ['repo'])).toBeNull();
    expect(missingScopes([['repo']], null)).toBeNull();
    expect(missingScopes([], [])).toEqual([]);
  });
});

describe('scopeList', () => {
  it('tells no header from an empty one', () => {
    expect(scopeList(undefined)).toBeNull();
    expect(scopeList('')).toEqual([]);
    expect(scopeList('repo, read:org')).toEqual(['repo', 'read:org']);
  });
});
