import { assign, type Endpoint } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { couponObject } from './objects.ts';
import { currency, decimal, integer, oneOf, string, strings, writeSpec } from './params.ts';

/** Endpoints of https://docs.stripe.com/api/coupons */
export const couponEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/v1/coupons',
    spec: writeSpec({
      percent_off: decimal,
      amount_off: integer,
      currency,
      duration: oneOf('forever', 'once', 'repeating'),
      duration_in_months: integer,
      name: string,
      id: string,
      max_redemptions: integer,
      redeem_by: integer,
    }),
    run({ state, params }) {
      const { percent_off: percent, amount_off: amount } = params;
      if (percent === undefined && amount === undefined)
        throw refused(
          'Received neither percent_off nor amount_off. Exactly one is required.',
          'parameter_missing',
          'percent_off',
        );
      if (percent !== undefined && amount !== undefined)
        throw refused(
          'You may only specify one of these parameters: percent_off, amount_off.',
          undefined,
          'percent_off',
        );
      if (percent !== undefined && (Number(percent) <= 0 || Number(percent) > 100))
        throw refused('percent_off must be greater than 0 and at most 100.', undefined, 'percent_off');
      if (amount !== undefined && params.currency === undefined) throw missing('currency');
      if (params.duration === 'repeating' && params.duration_in_months === undefined)
        throw missing('duration_in_months');
      if (params.duration !== 'repeating' && params.duration_in_months !== undefined)
        throw refused(
          'duration_in_months can only be set when duration is repeating.',
          undefined,
          'duration_in_months',
        );
      if (params.redeem_by !== undefined && Number(params.redeem_by) <= state.seconds())
        throw refused('redeem_by must be in the future.', undefined, 'redeem_by');
      const id = params.id === undefined ? state.id('', 8) : String(params.id);
      if (state.tables.coupon.has(id)) throw refused('Coupon already exists.', 'resource_already_exists', 'id');
      const row = couponObject({ id, created: state.seconds() });
      assign(row, params, [
        'percent_off',
        'amount_off',
        'currency',
        'duration',
        'duration_in_months',
        'name',
        'max_redemptions',
        'redeem_by',
      ]);
      state.event('coupon.created', row);
      return state.add('coupon', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/coupons/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('coupon', id),
  },
  {
    // Discounts that were given with it stay (https://docs.stripe.com/api/coupons/delete).
    method: 'DELETE',
    path: '/v1/coupons/:id',
    spec: {},
    run({ state, id }) {
      state.event('coupon.deleted', state.remove('coupon', id));
      return { id, object: 'coupon', deleted: true };
    },
  },
];
