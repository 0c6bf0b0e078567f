import { describe, expect, it } from 'vitest';
import { refusal } from './request-rules.ts';

const authority = '127.0.0.1:4000';
const ours = {
  method: 'POST',
  host: authority,
  origin: `http://${authority}`,
  fetchSite: 'same-origin',
  fetchMode: 'cors',
};

describe('refusal', () => {
  it('lets our own page through', () => {
    expect(refusal(ours, authority)).toBeNull();
  });

  it('lets a typed address through, as a navigation only', () => {
    const typed = { ...ours, method: 'GET', origin: null, fetchSite: 'none', fetchMode: 'navigate' };
    expect(refusal(typed, authority)).toBeNull();
    expect(refusal({ ...typed, fetchMode: 'no-cors' }, authority)).not.toBeNull();
  });

  it.each([
    ['a rebound name', { ...ours, host: 'evil.example:4000' }],
    ['localhost, which is another origin', { ...ours, host: 'localhost:4000' }],
    ['another port as host', { ...ours, host: '127.0.0.1:4001' }],
    ['no host', { ...ours, host: null }],
    ['another origin', { ...ours, origin: 'https://evil.example' }],
    ['the opaque origin', { ...ours, origin: 'null' }],
    ['another port of this machine', { ...ours, origin: 'http://127.0.0.1:4001', fetchSite: 'same-site' }],
    ['a POST without origin', { ...ours, origin: null }],
    ['a cross-site GET', { ...ours, method: 'GET', origin: null, fetchSite: 'cross-site', fetchMode: 'navigate' }],
    ['a same-site image', { ...ours, method: 'GET', origin: null, fetchSite: 'same-site', fetchMode: 'no-cors' }],
  ])('refuses %s', (_what, request) => {
    expect(refusal(request, authority)).not.toBeNull();
  });
});
