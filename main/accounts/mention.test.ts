import { describe, expect, it } from 'vitest';
import { accountMentions } from './mention.ts';

const accounts = [
  { service: 'slack', title: 'Slack', name: 'acme' },
  { service: 'slack', title: 'Slack', name: 'work' },
  { service: 'github', title: 'GitHub', name: 'work' },
  { service: 'stripe', title: 'Stripe', name: 'Acme Labs' },
];
const read = (request: string) => {
  const { words, accounts: found } = accountMentions(request, accounts);
  return [words, ...found.map(({ service, name }) => `${service}:${name}`)];
};

describe('accounts in a request', () => {
  it.each([
    ['list open issues with my work account', 'list open issues', 'slack:work', 'github:work'],
    ['with my work account, list open issues', 'list open issues', 'slack:work', 'github:work'],
    ['list my channels from my work slack account.', 'list my channels.', 'slack:work'],
    ['in the acme workspace list my channels', 'list my channels', 'slack:acme'],
    ['list channels in the ACME Slack workspace and post hi', 'list channels and post hi', 'slack:acme'],
    ['refund $5 with the acme labs account please', 'refund $5 please', 'stripe:Acme Labs'],
    ['list charges using the account called “Acme Labs”', 'list charges', 'stripe:Acme Labs'],
    [
      'using my work github account, list issues and then, in the acme workspace, post hi',
      'list issues and then, post hi',
      'slack:acme',
      'github:work',
    ],
  ])('are taken out of %j', (request, ...expected) => {
    const [words, ...found] = read(request);
    expect([words, ...found.sort()]).toEqual([expected[0], ...expected.slice(1).sort()]);
  });

  it.each([
    'tell #general: we moved from the acme workspace',
    'post "see you in the acme workspace" to #general',
    'rename the acme workspace',
    'list issues about the account work',
    'list my channels with my home account',
    'work on the account settings of the acme workspace redesign',
    'with my work account',
  ])('are not read into %j', (request) => {
    expect(read(request)).toEqual([request]);
  });

  it('does not take another account when a service has none of that name', () => {
    expect(accountMentions('list charges with my work stripe account', accounts).missing).toMatchObject({
      service: 'stripe',
      name: 'work',
    });
  });

  it('are found by names with every character that names may have', () => {
    const odd = [{ service: 'slack', title: 'Slack', name: 'Ä-team v1.2_x@y' }];
    expect(accountMentions('list my channels with my ä-team v1.2_x@y account', odd)).toMatchObject({
      words: 'list my channels',
      accounts: odd,
    });
    expect(accountMentions('list my channels with my ä-team v1x2_x@y account', odd).accounts).toEqual([]);
  });

  it('is quick on long requests', () => {
    const long = `${'in the acme '.repeat(150)}workspace`;
    expect(accountMentions(long, accounts).accounts.length).toBeLessThan(2);
  });
});
