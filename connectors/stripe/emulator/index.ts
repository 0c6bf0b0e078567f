import type { JsonObject } from '../../../shared/index.ts';
import {
  type Emulator,
  type EmulatorOptions,
  type EmulatorRequest,
  type EmulatorResponse,
  nestNames,
} from '../../kit/index.ts';
import { accountEndpoints } from './account.ts';
import { catalogEndpoints } from './catalog.ts';
import { chargeEndpoints } from './charges.ts';
import { couponEndpoints } from './coupons.ts';
import { customerEndpoints } from './customers.ts';
import { type Endpoint, expand } from './endpoint.ts';
import { StripeError } from './errors.ts';
import { invoiceItemEndpoints } from './invoice-items.ts';
import { invoiceEndpoints } from './invoices.ts';
import { readParams } from './params.ts';
import { paymentLinkEndpoints } from './payment-links.ts';
import { paymentEndpoints } from './payments.ts';
import { seedOf, stripeWorkspaceSchema } from './seed.ts';
import { State, spelled } from './state.ts';
import { subscriptionEndpoints } from './subscriptions.ts';

const endpoints: readonly Endpoint[] = [
  ...customerEndpoints,
  ...paymentEndpoints,
  ...chargeEndpoints,
  ...catalogEndpoints,
  ...couponEndpoints,
  ...paymentLinkEndpoints,
  ...invoiceEndpoints,
  ...invoiceItemEndpoints,
  ...subscriptionEndpoints,
  ...accountEndpoints,
];

function find(method: string, path: string): { endpoint: Endpoint; id: string } | null {
  const parts = path.replace(/\/$/, '').split('/');
  let found: { endpoint: Endpoint; id: string } | null = null;
  for (const endpoint of endpoints) {
    if (endpoint.method !== method) continue;
    const wanted = endpoint.path.split('/');
    if (wanted.length !== parts.length) continue;
    if (!wanted.every((part, index) => part === ':id' || part === parts[index])) continue;
    const at = wanted.indexOf(':id');
    // A path without an id is the more exact one: /v1/customers/search.
    if (at < 0) return { endpoint, id: '' };
    found = { endpoint, id: parts[at] ?? '' };
  }
  return found;
}

interface Kept {
  readonly fingerprint: string;
  readonly response: EmulatorResponse;
}

/** Keys are kept for a day (https://docs.stripe.com/api/idempotent_requests); a run of the demo is shorter. */
function replay(kept: Kept | undefined, fingerprint: string, key: string): EmulatorResponse | null {
  if (!kept) return null;
  if (kept.fingerprint !== fingerprint)
    throw new StripeError(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      { type: 'idempotency_error' },
    );
  return { ...structuredClone(kept.response), headers: { ...kept.response.headers, 'idempotent-replayed': 'true' } };
}

function checkKey(headers: EmulatorRequest['headers'], token: string): void {
  const given = /^(?:Bearer|Basic)\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined)
    throw new StripeError(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (given === token) return;
  throw new StripeError(401, `Invalid API Key provided: ${given.slice(0, 8)}${'*'.repeat(8)}`);
}

export { faults } from './faults.ts';

/**
 * Stripe in memory, seeded from the demo workspace: customers, payments, refunds, catalog, invoices, subscriptions,
 * coupons, links, disputes, payouts. API 2026-10-28.endive.
 * @param workspace connectors/demo/workspace.json, parsed
 * @throws ZodError when the workspace's Stripe part is malformed
 */
export function createStripeEmulator(workspace: unknown, options: EmulatorOptions): Emulator {
  const seed = seedOf(stripeWorkspaceSchema.parse(workspace).stripe);
  let state = new State(seed, options.now);
  let kept = new Map<string, Kept>();
  let requests = 0;

  /**
   * Runs an endpoint. What it refuses once it runs is an answer, kept for its key like any other; parameters that it does
   * not take are not (https://docs.stripe.com/api/idempotent_requests). A refusal leaves everything as it was, but for a
   * declined card, which leaves the payment.
   */
  function perform({ endpoint, id }: { endpoint: Endpoint; id: string }, params: JsonObject): EmulatorResponse {
    const restore = endpoint.method === 'GET' ? null : state.checkpoint();
    try {
      let body: JsonObject = structuredClone(endpoint.run({ state, id, params }));
      for (const path of Array.isArray(params.expand) ? params.expand : [])
        body = expand(state, body, String(path).split('.')) as JsonObject;
      return { status: 200, body };
    } catch (thrown) {
      if (!(thrown instanceof StripeError) || thrown.status !== 402) restore?.();
      if (!(thrown instanceof StripeError) || thrown.code?.startsWith('parameter_')) throw thrown;
      return { status: thrown.status, body: thrown.body() };
    }
  }

  function answer(request: EmulatorRequest): EmulatorResponse {
    checkKey(request.headers, options.token);
    const type = request.headers['content-type'];
    if (request.body !== null && type !== undefined && !type.startsWith('application/x-www-form-urlencoded'))
      throw new StripeError(
        400,
        'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
      );
    const found = find(request.method, request.path);
    if (!found)
      throw new StripeError(
        404,
        `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      );
    const given: JsonObject = nestNames(
      Object.entries(request.method === 'POST' ? (request.body ?? {}) : request.query),
    );
    // Keys have no effect on other methods, which are idempotent by themselves.
    const key = request.method === 'POST' ? request.headers['idempotency-key'] : undefined;
    const fingerprint = JSON.stringify([request.method, request.path, given]);
    const before = key === undefined ? null : replay(kept.get(key), fingerprint, key);
    if (before) return before;
    const params = readParams(given, found.endpoint.spec);
    const response = perform(found, params);
    if (key !== undefined) kept.set(key, { fingerprint, response: structuredClone(response) });
    return response;
  }

  return {
    service: 'stripe',
    handle(request) {
      requests += 1;
      const headers = {
        'request-id': `req_${spelled(requests * 374761393 + 11, 14)}`,
        'stripe-version': request.headers['stripe-version'] ?? '2026-10-28.endive',
      };
      try {
        const response = answer(request);
        return { ...response, headers: { ...headers, ...response.headers } };
      } catch (thrown) {
        if (thrown instanceof StripeError) return { status: thrown.status, body: thrown.body(), headers };
        return {
          status: 500,
          body: { error: { type: 'api_error', message: 'An unexpected error occurred.' } },
          headers,
        };
      }
    },
    reset() {
      state = new State(seed, options.now);
      kept = new Map();
      requests = 0;
    },
    snapshot: () => state.snapshot(),
  };
}
