import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { list, number, pick, record, text } from '../read.ts';
import { disputeShape, payoutShape } from '../shapes.ts';
import { at, created, limit, listed, ofCustomer, query, range, readAll, startAfter } from './params.ts';
import { paymentIds } from './payment-phrase.ts';

/** GET /v1/balance, https://docs.stripe.com/api/balance/balance_retrieve */
export const retrieveBalance = defineTool({
  name: 'stripe.balance.retrieve',
  title: 'Show the balance',
  description: "Show the Stripe account's balance: available and pending funds.",
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {},
  effectText: () => 'Read the Stripe balance',
  async run(_args, api) {
    const response = await api.send({ method: 'GET', path: at('balance') });
    const body = record(response.body);
    const funds = (name: string) => list(body[name]).map((entry) => pick(entry, ['amount', 'currency']));
    const words = (name: string) =>
      funds(name)
        .map((entry) => formatMoney(number(entry.amount), text(entry.currency)))
        .join(' + ') || 'nothing';
    return {
      data: { object: 'balance', available: funds('available'), pending: funds('pending') },
      summary: `${words('available')} available, ${words('pending')} pending.`,
    };
  },
});

/** GET /v1/disputes, https://docs.stripe.com/api/disputes/list */
export const listDisputes = defineTool({
  name: 'stripe.disputes.list',
  title: 'List disputes',
  description: 'List disputes (chargebacks), of all payments or of one.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    payment: {
      kind: 'stripe.payment',
      description: 'Only of this payment: what it was for, its amount, or an id (pi_… or ch_…).',
      within: ['customer'],
      sets: ['payment_intent', 'charge'],
      refs: ['amount', 'product', 'description', 'date'],
    },
    customer: ofCustomer,
    created,
    limit,
    after: startAfter('dispute', 'dp_…'),
  },
  effectText: (_args, labels) =>
    `List disputes${labels.payment ? ` of ${labels.payment}` : ''}${labels.created ? `, ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ ...paymentIds(args.payment?.id), starting_after: args.after }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('disputes'), filter, args.limit, disputeShape), 'dispute', {
      amount: 'amount',
    });
  },
});

/** GET /v1/payouts, https://docs.stripe.com/api/payouts/list */
export const listPayouts = defineTool({
  name: 'stripe.payouts.list',
  title: 'List payouts',
  description: 'List payouts to the bank account, by status, arrival or creation.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    status: {
      kind: 'enum',
      description: 'Only in this state.',
      values: ['paid', 'pending', 'in_transit', 'failed', 'canceled'],
      sets: ['status'],
    },
    arrival: {
      kind: 'period',
      description: 'When they arrive in the bank.',
      sets: ['arrival_date', 'arrival_date.gte', 'arrival_date.gt', 'arrival_date.lte', 'arrival_date.lt'],
    },
    destination: { kind: 'text', description: 'Only to this bank account (ba_…).', sets: ['destination'] },
    created,
    limit,
    after: startAfter('payout', 'po_…'),
  },
  effectText: (args, labels) =>
    `List ${args.status ? `${args.status.replaceAll('_', ' ')} ` : ''}payouts${labels.arrival ? ` arriving ${labels.arrival}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ status: args.status, destination: args.destination, starting_after: args.after }),
      ...range('arrival_date', args.arrival),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('payouts'), filter, args.limit, payoutShape), 'payout', { amount: 'amount' });
  },
});
