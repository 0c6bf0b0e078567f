import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { cedarCompletion, ruleBefore } from './cedar-completion.ts';

const field = (name: string, optional = false) => ({ name, type: 'Long', optional, detail: `about ${name}` });
const source = cedarCompletion(() => ({
  actions: [
    { name: 'stripe.refunds.create', detail: 'Refund', group: false },
    { name: 'stripe', detail: 'All of Stripe', group: true },
  ],
  args: {
    'stripe.refunds.create': [field('payment'), field('payment.amount'), field('amount', true)],
    'slack.chat.postMessage': [field('to')],
  },
  meta: [field('hour'), field('money', true), field('money.minor')],
}));

async function labels(text: string): Promise<string[] | null> {
  const state = EditorState.create({ doc: text });
  const result = await source(new CompletionContext(state, text.length, false));
  return result ? result.options.map(({ label }) => label) : null;
}

describe('completion', () => {
  const refund = 'forbid (principal, action == Action::"stripe.refunds.create", resource) when { ';
  it.each([
    ['forbid (principal, action == Action::"str', ['stripe.refunds.create', 'stripe']],
    [`${refund}context.args.`, ['payment', 'amount']],
    [`${refund}context.args.payment.`, ['amount']],
    [`${refund}context.args has `, ['amount']],
    [`${refund}context.meta.ho`, ['hour', 'money']],
    [`${refund}context.meta.money.`, ['minor']],
    [`${refund}cont`, ['context.meta.', 'context.args.']],
    ['@i', ['@id', '@says', '@decision']],
    // Of another rule before this one nothing is known.
    [`${refund}true };\nforbid (principal, action, resource) when { context.args.`, null],
    // Words in a string are words.
    ['@says("context.meta.', null],
  ])('%s', async (text, expected) => {
    expect(await labels(text)).toEqual(expected);
  });

  it('tells where a rule begins, whatever its strings hold', () => {
    expect(ruleBefore('@says("a; b") permit (x); // c; d\n forbid')).toBe(' // c; d\n forbid');
    expect(ruleBefore('@says("a; b") permit')).toBe('@says("a; b") permit');
  });
});
