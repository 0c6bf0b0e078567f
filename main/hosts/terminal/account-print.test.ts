import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/index.ts';
import { accountLines, accountsLines } from './account-print.ts';

const account: Account = {
  service: 'slack',
  name: 'work',
  isDefault: true,
  label: 'Sam Rivera (work)',
  owner: 'Sam Rivera',
  email: null,
  workspace: 'Acme\u001b[2J\n* other: ok',
  state: 'ok',
  since: null,
  expiresAt: null,
  connectedAt: '2026-11-20T09:00:00Z',
  checkedAt: null,
  scopes: ['chat:write'],
  cannot: [{ tool: 'slack.reactions.add', title: 'Add a reaction', scopes: ['reactions:write'] }],
  remarks: [],
};

describe('accounts in the terminal', () => {
  it('say whose they are, how they stand and what they cannot do', () => {
    const [head, ...more] = accountLines(account);
    expect(head).toMatch(/^ {2}\* work: Sam Rivera, Acme/u);
    expect(head).toContain('[ok]');
    expect(more).toEqual(['      cannot: add a reaction (reactions:write)']);
    expect(accountLines({ ...account, scopes: null, cannot: [] }).at(-1)).toMatch(/cannot be asked for/u);
  });
  it.each([
    [{ state: 'refused', since: '2026-11-21T10:00:00Z' } as const, 'REFUSED since 2026-11-21'],
    [{ state: 'expired', expiresAt: '2026-11-20T10:00:00Z' } as const, 'EXPIRED 2026-11-20'],
    [{ state: 'expires_soon', expiresAt: '2026-11-28T10:00:00Z' } as const, 'EXPIRES 2026-11-28'],
    [{ state: 'ok', expiresAt: '2027-01-01T10:00:00Z' } as const, 'ok, expires 2027-01-01'],
  ])('stand as %j', (change, text) => {
    expect(accountLines({ ...account, ...change })[0]).toContain(text);
  });
  it('lets no name of a service drive the terminal or pass for a line of Thimble', () => {
    const services = [{ service: 'slack', title: 'Slack', accounts: [account], guide: null, signIn: null }];
    const lines = accountsLines({ use: 'accounts', services, problems: ['One.\nTwo.'] });
    expect(lines[0]).toBe('In use: your accounts.');
    expect(lines.filter((line) => line.includes('\n') || line.includes('\u001b'))).toEqual([]);
  });
});
