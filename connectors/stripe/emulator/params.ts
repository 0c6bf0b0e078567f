import type { Json, JsonObject } from '../../../shared/index.ts';
import { StripeError } from './errors.ts';

/** Reads one parameter as its type, or throws the error that Stripe gives. Form values arrive as text. */
export type Check = (value: Json, param: string) => Json;
export type Spec = Readonly<Record<string, Check>>;

export const string: Check = (value, param) => {
  if (typeof value === 'object') throw new StripeError(400, `Invalid string: ${JSON.stringify(value)}`, { param });
  return String(value);
};

export const integer: Check = (value, param) => {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number))
    throw new StripeError(400, `Invalid integer: ${String(value)}`, { code: 'parameter_invalid_integer', param });
  return number;
};

export const decimal: Check = (value, param) => {
  const number = value === '' || typeof value === 'object' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw new StripeError(400, `Invalid decimal: ${String(value)}`, { param });
  return number;
};

export const boolean: Check = (value, param) => {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new StripeError(400, `Invalid boolean: ${String(value)}`, { param });
};

export const object: Check = (value, param) => {
  if (value === '') return '';
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new StripeError(400, 'Invalid object', { param });
};

export const array: Check = (value, param) => {
  if (value === '') return [];
  if (Array.isArray(value)) return value;
  throw new StripeError(400, 'Invalid array', { param });
};

export const strings: Check = (value, param) => (array(value, param) as Json[]).map((item) => string(item, param));

/** An object of known fields; '' clears it. Others are refused by their full name: `address[zip]`. */
export function fields(spec: Spec): Check {
  return (value, param) => {
    const given = object(value, param);
    if (given === '' || typeof given !== 'object' || given === null || Array.isArray(given)) return given;
    return readParams(given, spec, param);
  };
}

/** A list whose items all pass a check; '' clears it. */
export function listOf(item: Check): Check {
  return (value, param) =>
    value === '' ? '' : (array(value, param) as Json[]).map((one, index) => item(one, `${param}[${index}]`));
}

/** `metadata`: text by name; '' clears all of it. */
export const metadata: Check = (value, param) => {
  const given = object(value, param);
  if (given === '' || typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, string(one, `${param}[${name}]`)]));
};

export function oneOf(...values: readonly string[]): Check {
  return (value, param) => {
    if (typeof value === 'string' && values.includes(value)) return value;
    throw new StripeError(400, `Invalid ${param}: must be one of ${values.join(', ')}`, { param });
  };
}

/** `created=1` or `created[gte]=1&created[lt]=2`. */
export const range: Check = (value, param) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return integer(value, param);
  const out: JsonObject = {};
  for (const [name, bound] of Object.entries(value)) {
    if (!['gt', 'gte', 'lt', 'lte'].includes(name))
      throw new StripeError(400, `Received unknown parameter: ${param}[${name}]`, {
        code: 'parameter_unknown',
        param: `${param}[${name}]`,
      });
    out[name] = integer(bound, `${param}[${name}]`);
  }
  return out;
};

/** ISO 4217 shape only, as the account decides which it takes. */
export const currency: Check = (value, param) => {
  if (typeof value === 'string' && /^[a-z]{3}$/i.test(value)) return value.toLowerCase();
  throw new StripeError(400, `Invalid currency: ${String(value)}`, { param });
};

export const epochOrNow: Check = (value, param) => (value === 'now' ? 'now' : integer(value, param));

const paging: Spec = { limit: integer, starting_after: string, ending_before: string, expand: strings };

/** The parameters that every list takes, with its own filters. */
export const listSpec = (spec: Spec): Spec => ({ ...spec, ...paging });
/** The parameters that every write takes. */
export const writeSpec = (spec: Spec): Spec => ({ ...spec, expand: strings, metadata });

/**
 * Checks a request's parameters, or the fields of one of them, against what is known.
 * @param within the parameter that the fields are of
 * @throws StripeError `parameter_unknown`, or that of the value
 */
export function readParams(given: JsonObject, spec: Spec, within?: string): JsonObject {
  const out: JsonObject = {};
  for (const [name, value] of Object.entries(given)) {
    const param = within === undefined ? name : `${within}[${name}]`;
    const check = spec[name];
    if (!check)
      throw new StripeError(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
    out[name] = check(value, param);
  }
  return out;
}
