import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, text } from '../read.ts';
import { couponShape } from '../shapes.ts';
import { at, currency } from './params.ts';

/** POST /v1/coupons, https://docs.stripe.com/api/coupons/create */
export const createCoupon = defineTool({
  name: 'stripe.coupons.create',
  title: 'Create a coupon',
  description: 'Create a discount coupon: a percentage or an amount off, once, for some months or forever.',
  effect: 'write',
  undo: { kind: 'none', text: 'A coupon can be deleted in Stripe; Thimble does not do it.' },
  params: {
    percent_off: { kind: 'percent', description: 'Percentage off: "20%".', sets: ['percent_off'] },
    amount_off: {
      kind: 'amount',
      description: 'Amount off: "$10".',
      within: ['currency'],
      sets: ['amount_off', 'currency'],
    },
    currency,
    duration: {
      kind: 'enum',
      description: 'once: first payment only; repeating: for some months; forever.',
      values: ['once', 'repeating', 'forever'],
      sets: ['duration'],
    },
    months: { kind: 'integer', description: 'For how many months.', sets: ['duration_in_months'] },
    name: { kind: 'text', description: 'Name shown to customers.', sets: ['name'] },
    code: { kind: 'text', description: 'The code itself (its id): SPRING20.', sets: ['id'] },
    max_redemptions: {
      kind: 'integer',
      description: 'How many times it can be used in all.',
      sets: ['max_redemptions'],
    },
    redeem_by: { kind: 'when', description: 'Until when it can be used.', sets: ['redeem_by'] },
  },
  effectText(args, labels) {
    const off =
      args.percent_off === undefined
        ? args.amount_off
          ? formatMoney(args.amount_off.minor, args.amount_off.currency)
          : 'nothing'
        : `${args.percent_off}%`;
    const name = args.name ?? args.code;
    const months = args.months === undefined ? '' : `, for ${args.months} months`;
    const often = args.duration === undefined || args.months !== undefined ? '' : `, ${args.duration}`;
    const most = args.max_redemptions === undefined ? '' : `, at most ${args.max_redemptions} times`;
    const until = labels.redeem_by ? `, until ${labels.redeem_by}` : '';
    return `Create a coupon${name ? ` "${name}"` : ''}: ${off} off${often}${months}${most}${until}`;
  },
  async run(args, api) {
    if ((args.percent_off === undefined) === (args.amount_off === undefined))
      throw new Error('A coupon takes either a percentage or an amount off.');
    const response = await api.send({
      method: 'POST',
      path: at('coupons'),
      body: given({
        percent_off: args.percent_off,
        amount_off: args.amount_off?.minor,
        currency: args.amount_off?.currency,
        // A number of months means a repeating coupon; the API refuses it otherwise.
        duration: args.duration ?? (args.months === undefined ? undefined : 'repeating'),
        duration_in_months: args.months,
        name: args.name,
        id: args.code,
        max_redemptions: args.max_redemptions,
        redeem_by: args.redeem_by?.epoch,
      }),
    });
    const data = couponShape(response.body);
    return { data, summary: `Created the coupon ${text(data.name) || text(data.id)} (${text(data.id)}).` };
  },
});
