import type { Json, JsonObject } from '../../shared/index.ts';
import type { Wire } from './compare.ts';

/** Numbers and flags are text in a query and in a form. */
function asText(value: Json): Json {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
  return value === null ? null : String(value);
}

/** A form has lists and objects as JSON text. */
function decoded(value: Json): Json {
  if (typeof value !== 'string' || !/^[[{]/u.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/**
 * Brings together what is one to Slack: arguments in the query of a GET, in a form or in a JSON body
 * (https://docs.slack.dev/apis/web-api/#methods). That it is one to the emulator too, `slack-notation.test.ts` shows.
 */
export function sameArguments(wire: Wire): Wire {
  const given: JsonObject = { ...wire.query, ...wire.body };
  const body = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, asText(decoded(value))]));
  return { ...wire, method: 'GET or POST', query: {}, body };
}
