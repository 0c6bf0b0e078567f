import type { Json } from '../../../shared/index.ts';

/** Coupons that one argument names: several are separated by commas, "none" is none. */
function named(words: string): string[] {
  return words.trim().toLowerCase() === 'none' ? [] : words.split(/\s*,\s*/u).filter((code) => code !== '');
}

/** The `discounts` of a subscription's coupons; they replace what it has, and an empty value takes all off. */
export function discountsBody(coupon: string | undefined): Json | undefined {
  if (coupon === undefined) return undefined;
  const codes = named(coupon);
  return codes.length === 0 ? '' : codes.map((code) => ({ coupon: code }));
}

/** "apply coupon SPRING20", "take its coupon off". */
export function couponsText(coupon: string): string {
  const codes = named(coupon);
  return codes.length === 0 ? 'take its coupon off' : `apply coupon ${codes.join(' and ')}`;
}
