import { defineTool } from '../../kit/guest.ts';
import { eventShape } from '../shapes.ts';
import { at, created, limit, listed, query, range, readAll, startAfter } from './params.ts';

/** Objects whose own name has two words or a dot in event types (https://docs.stripe.com/api/events/types). */
const objects = [
  'charge.dispute',
  'checkout.session',
  'customer.subscription',
  'payment_intent',
  'payment_link',
  'payment_method',
  'setup_intent',
  'subscription_schedule',
  'credit_note',
];

/**
 * An event type as people say it, in Stripe's form: "payment intent succeeded" is `payment_intent.succeeded`. What is in
 * that form already stays as it is.
 */
export function eventType(words: string): string {
  const said = words.trim().replace(/^["'“”‘’]+|["'“”‘’]+$/gu, '');
  if (/^[a-z_]+(?:\.[a-z_*]+)+$/u.test(said)) return said;
  const parts = said.toLowerCase().split(/[\s._-]+/u);
  const object = objects.find((name) => {
    const own = name.split(/[._]/u);
    return own.length < parts.length && own.every((part, index) => part === parts[index]);
  });
  const length = object === undefined ? 1 : object.split(/[._]/u).length;
  const rest = parts.slice(length).join('_');
  return rest === '' ? said : `${object ?? parts[0]}.${rest}`;
}

/** GET /v1/events, https://docs.stripe.com/api/events/list. Stripe keeps events for 30 days. */
export const listEvents = defineTool({
  name: 'stripe.events.list',
  title: 'List events',
  description: 'List what happened in the Stripe account in the last 30 days: the activity log, by type, newest first.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    types: {
      kind: 'text',
      many: true,
      description: 'Only these types: "invoice.paid", "charge.refunded".',
      sets: ['type', 'types'],
    },
    created,
    delivered: {
      kind: 'boolean',
      description: 'false: webhook deliveries that failed or are pending; true: only delivered ones.',
      sets: ['delivery_success'],
    },
    limit,
    after: startAfter('event', 'evt_…'),
  },
  effectText(args, labels) {
    const what = args.types ? `${args.types.map(eventType).join(' and ')} events` : 'events';
    const when = labels.created ? `, ${labels.created}` : '';
    const how = args.delivered === undefined ? '' : args.delivered ? ', delivered' : ', not delivered';
    return `List Stripe ${what}${how}${when}`;
  },
  async run(args, api) {
    const types = (args.types ?? []).map(eventType);
    const [only] = types;
    const filter = {
      ...query(
        types.length === 1 ? { type: only } : Object.fromEntries(types.map((type, index) => [`types[${index}]`, type])),
      ),
      ...query({ delivery_success: args.delivered, starting_after: args.after }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('events'), filter, args.limit, eventShape), 'event');
  },
});
