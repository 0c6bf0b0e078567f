/** Records of the demo workspace, as tools take them. */
export const oskar = { id: 'cus_xqZKm4bV3AyAVH', name: 'Oskar Lindqvist', email: 'oskar@lindqvist.example' };
export const harborview = { id: 'cus_ka8FRCztUjAwyu', name: 'Harborview Clinic', email: 'billing@harborview.example' };

const payment = {
  charge: null,
  refunded: 0,
  currency: 'usd',
  status: 'succeeded',
  customer: oskar.id,
  customer_name: oskar.name,
  description: '',
};
export const stickers = { ...payment, id: 'pi_3RYMaaItDr9uP14pEHpJpb9A', amount: 2599 };
/** The same payment, said by its charge's id. */
export const stickersCharge = { ...stickers, id: 'ch_3RTPtdbmF4RPAfqoQB7xoFcS' };
export const held = {
  ...payment,
  id: 'pi_3R5T4uUhf7kvmlP7HVDctQUy',
  amount: 19600,
  status: 'requires_capture',
  customer: 'cus_DoqW4sg8NFNl5o',
  customer_name: 'Mei Tanaka',
};

const invoice = { amount_due: 5700, currency: 'usd', customer: oskar.id, customer_name: oskar.name };
export const draft = { ...invoice, id: 'in_1RvTAxRzmaZsV2GenFmtX0mo', number: 'BL-1042', status: 'draft' };
export const open = {
  ...invoice,
  id: 'in_1R5ZFJoC6vWCBiJmpflvJfup',
  number: 'BL-1041',
  status: 'open',
  customer: harborview.id,
  customer_name: harborview.name,
};

export const team = {
  id: 'price_1RtnwlavyfErGPmpGXafq0fj',
  product: 'prod_krCaqx9vJupc94',
  product_name: 'Team plan',
  unit_amount: 4900,
  currency: 'usd',
};
export const workshop = {
  id: 'price_1RK10Zb0RLZ5TR9SPofbciOx',
  product: 'prod_T5GOBUSZGi6HWG',
  product_name: 'Onboarding workshop',
  unit_amount: 75000,
  currency: 'usd',
};
export const teamProduct = { id: team.product, name: team.product_name, price: team.id };

export const starter = {
  id: 'sub_1RnyrvWdFrK9xiRGHOY32nfr',
  customer: oskar.id,
  customer_name: oskar.name,
  status: 'active',
  item: 'si_sqOVqatBxqUzb5',
  price: 'price_1ROV4qBkdfQ1y3GQsMpSscDl',
};

export const usd = (minor: number) => ({ minor, currency: 'usd' });
/** An instant, by its epoch seconds. */
export const at = (epoch: number) => ({ iso: new Date(epoch * 1000).toISOString(), epoch });
/** A page of the largest size, as many as there are: how the tools read all, and the SDK's own paging does. */
export const all = { limit: 1000 };
