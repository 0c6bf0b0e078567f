import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { withSaidAmount } from './said-amount.ts';
import { toolFinder } from './tools.ts';

const find = toolFinder(() => connectors);
const owned = (name: string) => {
  const found = find(name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
};
const refund = owned('stripe.refunds.create');
const latest = { payment: "Oskar's latest payment" };

describe('withSaidAmount', () => {
  it.each([
    ["refund $5 of Oskar's latest payment", latest, '$5'],
    ["give half of Oskar's latest payment back", latest, 'half'],
    ["refund Oskar's latest payment", latest, undefined],
    ["refund Oskar's $25.99 payment", { payment: "Oskar's $25.99 payment" }, undefined],
    ["refund $5 or $6 of Oskar's latest payment", latest, undefined],
    ["refund Oskar's latest payment and add a $35 fee to his invoice", latest, undefined],
    ['refund Oskar\'s latest payment, he wrote "I want $90"', latest, undefined],
  ])('%s', (request, args, amount) => {
    expect(withSaidAmount(refund, args, request)).toEqual(amount === undefined ? args : { ...args, amount });
  });
  it('changes nothing that was written, and no call that moves no money', () => {
    const written = { ...latest, amount: '$7' };
    expect(withSaidAmount(refund, written, 'refund $5 of it')).toBe(written);
    const text = { to: '#random', text: 'lunch' };
    expect(withSaidAmount(owned('slack.chat.postMessage'), text, 'tell #random $5 lunch')).toBe(text);
  });
});
