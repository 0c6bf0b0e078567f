import type { Json, JsonObject } from '../../../shared/index.ts';
import { record } from '../read.ts';
import { missing, noSuch, refused } from './errors.ts';
import { discountObject } from './objects.ts';
import type { State } from './state.ts';

/** A coupon that can be redeemed now, counted as redeemed. */
function redeem(state: State, id: string, param: string): void {
  const coupon = state.get('coupon', id, param);
  const late = coupon.redeem_by !== null && Number(coupon.redeem_by) <= state.seconds();
  const most = coupon.max_redemptions === null ? Number.POSITIVE_INFINITY : Number(coupon.max_redemptions);
  if (late || Number(coupon.times_redeemed) >= most) throw refused(`Coupon expired: ${id}`, 'coupon_expired', param);
  coupon.times_redeemed = Number(coupon.times_redeemed) + 1;
  coupon.valid = Number(coupon.times_redeemed) < most;
}

/** Given discounts replace those that are there; an empty value takes all off, an empty list none. */
export function applyCoupons(state: State, row: JsonObject, discounts: Json | undefined): void {
  if (discounts === '') row.discounts = [];
  if (!Array.isArray(discounts) || discounts.length === 0) return;
  row.discounts = discounts.map((entry, index) => {
    const { coupon, discount } = record(entry);
    const own = Array.isArray(row.discounts) ? row.discounts : [];
    if (discount !== undefined) {
      if (!own.includes(discount)) throw noSuch('discount', String(discount), `discounts[${index}][discount]`);
      return discount;
    }
    if (coupon === undefined) throw missing(`discounts[${index}][coupon]`);
    redeem(state, String(coupon), `discounts[${index}][coupon]`);
    const made = discountObject({
      id: state.id('di_1R', 22),
      customer: row.customer ?? null,
      source: { type: 'coupon', coupon },
      start: state.seconds(),
      subscription: row.id ?? null,
    });
    return state.add('discount', made).id ?? '';
  });
}
