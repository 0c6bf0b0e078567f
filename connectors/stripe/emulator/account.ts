import { type Endpoint, listAnswer } from './endpoint.ts';
import { refused } from './errors.ts';
import { boolean, listSpec, range, string, strings } from './params.ts';

/** How long Stripe keeps events. */
const keptDays = 30;

/** `charge.*` is every event of charges. */
function fits(type: string, wanted: string): boolean {
  return wanted === '*' || (wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted);
}

/** Endpoints of https://docs.stripe.com/api/accounts/retrieve (the key's own), /balance, /disputes, /payouts and /events */
export const accountEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/v1/account',
    spec: { expand: strings },
    run: ({ state }) => ({
      id: 'acct_1DemoBrightloom00',
      object: 'account',
      business_profile: { name: 'Brightloom', support_email: null, url: null },
      charges_enabled: true,
      country: 'US',
      default_currency: state.currency,
      email: 'sam@brightloom.dev',
      settings: { dashboard: { display_name: 'Brightloom', timezone: 'America/New_York' } },
      type: 'standard',
    }),
  },
  {
    method: 'GET',
    path: '/v1/balance',
    spec: { expand: strings },
    run({ state }) {
      const funds = (amount: number) => [{ amount, currency: state.currency, source_types: { card: amount } }];
      return {
        object: 'balance',
        available: funds(state.balance.available),
        livemode: false,
        pending: funds(state.balance.pending),
      };
    },
  },
  {
    method: 'GET',
    path: '/v1/disputes',
    spec: listSpec({ charge: string, payment_intent: string, created: range }),
    run: (call) =>
      listAnswer(call, 'dispute', '/v1/disputes', { equal: ['charge', 'payment_intent'], ranges: ['created'] }),
  },
  {
    method: 'GET',
    path: '/v1/payouts',
    spec: listSpec({ status: string, destination: string, arrival_date: range, created: range }),
    run: (call) =>
      listAnswer(call, 'payout', '/v1/payouts', {
        equal: ['destination'],
        ranges: ['arrival_date', 'created'],
        keep: (row, { status }) => status === undefined || row.status === status,
      }),
  },
  {
    // Every webhook is delivered at once, so that none has failed or is pending.
    method: 'GET',
    path: '/v1/events',
    spec: listSpec({ type: string, types: strings, created: range, delivery_success: boolean }),
    run(call) {
      const { state, params } = call;
      if (params.type !== undefined && params.types !== undefined)
        throw refused('You may only specify one of these parameters: type, types.', undefined, 'types');
      const wanted = params.types ?? (params.type === undefined ? [] : [params.type]);
      const types = Array.isArray(wanted) ? wanted.map(String) : [];
      return listAnswer(call, 'event', '/v1/events', {
        ranges: ['created'],
        keep: (row) =>
          Number(row.created) > state.seconds() - keptDays * 86_400 &&
          params.delivery_success !== false &&
          (types.length === 0 || types.some((type) => fits(String(row.type), type))),
      });
    },
  },
  {
    method: 'GET',
    path: '/v1/events/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('event', id),
  },
];
