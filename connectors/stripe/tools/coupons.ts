import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, record, text } from '../read.ts';
import { couponShape } from '../shapes.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, currency } from './params.ts';

/** POST /v1/coupons, https://docs.stripe.com/api/coupons/create */
export const createCoupon = defineTool({
  name: 'stripe.coupons.create',
  title: 'Create a coupon',
  description: 'Create a discount coupon: a percentage or an amount off, once, for some months or forever.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'stripe.coupons.delete',
    text: 'The coupon is deleted; who has used it keeps the discount.',
  },
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
    metadata,
  },
  effectText(args, labels) {
    const off =
      args.percent_off === undefined
        ? args.amount_off
          ? formatMoney(args.amount_off.minor, args.amount_off.currency)
          : 'nothing'
        : `${args.percent_off}%`;
    const name = args.name ?? args.code;
    const code = args.name === undefined || args.code === undefined ? '' : ` with the code ${args.code}`;
    const months = args.months === undefined ? '' : `, for ${args.months} months`;
    const often = args.duration === undefined || args.months !== undefined ? '' : `, ${args.duration}`;
    const most = args.max_redemptions === undefined ? '' : `, at most ${args.max_redemptions} times`;
    const rest = besides(
      saying(args.redeem_by, (until) => `until ${labels.redeem_by ?? until.iso}`),
      saying(args.metadata, fieldText),
    );
    return `Create a coupon${name ? ` "${name}"` : ''}${code}: ${off} off${often}${months}${most}${rest}`;
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
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = couponShape(response.body);
    const [id, name] = [text(data.id), text(data.name)];
    return {
      data,
      summary: name === '' ? `Created the coupon ${id}.` : `Created the coupon ${name} (${id}).`,
      undo: [{ tool: 'stripe.coupons.delete', args: { code: id }, text: `Delete the coupon ${name || id}.` }],
    };
  },
});

/** DELETE /v1/coupons/:id, https://docs.stripe.com/api/coupons/delete. Discounts that were given with it stay. */
export const deleteCoupon = defineTool({
  name: 'stripe.coupons.delete',
  title: 'Delete a coupon',
  description: 'Delete a coupon so that nobody can use it any more.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'none', text: 'A coupon with the same code and terms can be created anew.' },
  params: { code: { kind: 'text', description: 'The code of the coupon (its id).', required: true, sets: ['id'] } },
  effectText: (args) => `Delete the coupon ${args.code}`,
  async run(args, api) {
    const response = await api.send({ method: 'DELETE', path: at('coupons', args.code) });
    const deleted = record(response.body).deleted === true;
    return { data: { id: args.code, object: 'coupon', deleted }, summary: `Deleted the coupon ${args.code}.` };
  },
});
