import { z } from 'zod';
import { jsonSchema } from '../../shared/index.ts';

/**
 * What a parameter holds. A person says it in words; a resolver turns the words into the kind's value, which is what
 * policies see and what connector code gets. `policy` lists the scalar fields that policies may look at, with their
 * Cedar types (of a text that may be null they see the empty one); a kind whose value is itself a scalar has the one
 * entry `''`. Of a map they see the names of its entries.
 */
interface Kind<S extends z.ZodType> {
  readonly value: S;
  readonly policy: Readonly<Record<string, 'String' | 'Long' | 'Boolean'>>;
  /** Where values come from: `words` are copied from what was said, `choice` is picked from `values` or true/false. */
  readonly from: 'words' | 'choice' | 'map';
}

function kind<S extends z.ZodType>(value: S, from: Kind<S>['from'], policy: Kind<S>['policy']): Kind<S> {
  return { value, from, policy };
}

const minor = z.number().int();
const scalarText = { '': 'String' } as const;

export const kinds = {
  /** Free text, sent as it is. */
  text: kind(z.string(), 'words', scalarText),
  email: kind(z.string(), 'words', scalarText),
  url: kind(z.string(), 'words', scalarText),
  /** Emoji short name without colons: `eyes`. */
  emoji: kind(z.string(), 'words', scalarText),
  integer: kind(z.number().int(), 'words', { '': 'Long' }),
  number: kind(z.number(), 'words', {}),
  /** 0 to 100. */
  percent: kind(z.number(), 'words', {}),
  enum: kind(z.string(), 'choice', scalarText),
  boolean: kind(z.boolean(), 'choice', { '': 'Boolean' }),
  /** ISO 4217, lower case. */
  currency: kind(z.string(), 'words', scalarText),
  /** Money in minor units (cents) of `currency`. */
  amount: kind(z.object({ minor, currency: z.string() }), 'words', { minor: 'Long', currency: 'String' }),
  duration: kind(z.object({ seconds: z.number().int() }), 'words', { seconds: 'Long' }),
  /** An instant: `iso` with the user's offset, `epoch` in seconds. */
  when: kind(z.object({ iso: z.string(), epoch: z.number().int() }), 'words', { epoch: 'Long' }),
  /** A calendar day in the user's zone, `YYYY-MM-DD`. */
  date: kind(z.string(), 'words', scalarText),
  /** A stretch of time; epoch seconds, `from` inclusive, `to` exclusive. */
  period: kind(z.object({ from: z.number().int().optional(), to: z.number().int().optional() }), 'words', {}),

  'stripe.customer': kind(z.object({ id: z.string(), name: z.string(), email: z.string() }), 'words', {
    id: 'String',
    name: 'String',
    email: 'String',
  }),
  'stripe.payment': kind(
    z.object({
      id: z.string(),
      charge: z.string().nullable(),
      amount: minor,
      refunded: minor,
      currency: z.string(),
      status: z.string(),
      customer: z.string().nullable(),
      customer_name: z.string(),
      description: z.string(),
    }),
    'words',
    {
      id: 'String',
      amount: 'Long',
      currency: 'String',
      status: 'String',
      customer: 'String',
      customer_name: 'String',
    },
  ),
  'stripe.invoice': kind(
    z.object({
      id: z.string(),
      number: z.string(),
      status: z.string(),
      amount_due: minor,
      currency: z.string(),
      customer: z.string(),
      customer_name: z.string(),
    }),
    'words',
    { id: 'String', status: 'String', amount_due: 'Long', currency: 'String', customer: 'String' },
  ),
  'stripe.subscription': kind(
    z.object({
      id: z.string(),
      customer: z.string(),
      customer_name: z.string(),
      status: z.string(),
      item: z.string(),
      price: z.string(),
    }),
    'words',
    { id: 'String', status: 'String', customer: 'String' },
  ),
  'stripe.product': kind(z.object({ id: z.string(), name: z.string(), price: z.string().nullable() }), 'words', {
    id: 'String',
    name: 'String',
  }),
  'stripe.price': kind(
    z.object({
      id: z.string(),
      product: z.string(),
      product_name: z.string(),
      unit_amount: minor,
      currency: z.string(),
    }),
    'words',
    { id: 'String', unit_amount: 'Long' },
  ),
  /** When a free trial ends: at once (`now`; the API has a word for it), or at an instant ahead as in `when`. */
  'stripe.trial_end': kind(z.object({ now: z.boolean(), iso: z.string(), epoch: z.number().int() }), 'words', {
    now: 'Boolean',
    epoch: 'Long',
  }),

  'github.repo': kind(z.object({ owner: z.string(), repo: z.string(), private: z.boolean() }), 'words', {
    owner: 'String',
    repo: 'String',
    private: 'Boolean',
  }),
  /** An issue or a pull request (they share numbers). */
  'github.issue': kind(
    z.object({ owner: z.string(), repo: z.string(), number: z.number().int(), title: z.string() }),
    'words',
    { owner: 'String', repo: 'String', number: 'Long' },
  ),
  'github.pull': kind(
    z.object({
      owner: z.string(),
      repo: z.string(),
      number: z.number().int(),
      title: z.string(),
      head: z.string(),
      base: z.string(),
    }),
    'words',
    { owner: 'String', repo: 'String', number: 'Long', base: 'String' },
  ),
  'github.user': kind(z.object({ login: z.string() }), 'words', { login: 'String' }),
  'github.label': kind(z.string(), 'words', scalarText),
  'github.branch': kind(z.string(), 'words', scalarText),
  'github.workflow': kind(
    z.object({ owner: z.string(), repo: z.string(), file: z.string(), name: z.string() }),
    'words',
    { owner: 'String', repo: 'String', file: 'String' },
  ),
  'github.run': kind(
    z.object({ owner: z.string(), repo: z.string(), id: z.number().int(), name: z.string(), branch: z.string() }),
    'words',
    { owner: 'String', repo: 'String' },
  ),
  /** One entry of the own inbox; `repo` is `owner/name`. */
  'github.notification': kind(z.object({ id: z.string(), title: z.string(), repo: z.string() }), 'words', {
    id: 'String',
    repo: 'String',
  }),

  'slack.channel': kind(z.object({ id: z.string(), name: z.string(), private: z.boolean() }), 'words', {
    id: 'String',
    name: 'String',
    private: 'Boolean',
  }),
  'slack.user': kind(z.object({ id: z.string(), name: z.string() }), 'words', { id: 'String', name: 'String' }),
  /** Where a message goes: a channel, or a person's direct messages (then `id` is the user's and `name` the person's). */
  'slack.destination': kind(
    z.object({ id: z.string(), name: z.string(), type: z.enum(['channel', 'person']), private: z.boolean() }),
    'words',
    { id: 'String', name: 'String', type: 'String', private: 'Boolean' },
  ),
  'slack.message': kind(
    z.object({ channel: z.string(), channel_name: z.string(), ts: z.string(), text: z.string(), user: z.string() }),
    'words',
    { channel: 'String', channel_name: 'String', user: 'String' },
  ),
  'slack.reminder': kind(z.object({ id: z.string(), text: z.string() }), 'words', { id: 'String' }),

  'notion.page': kind(z.object({ id: z.string(), title: z.string(), data_source: z.string().nullable() }), 'words', {
    id: 'String',
    title: 'String',
    data_source: 'String',
  }),
  'notion.database': kind(z.object({ id: z.string(), data_source: z.string(), title: z.string() }), 'words', {
    id: 'String',
    title: 'String',
  }),
  /** Where a new page goes: a database (then `id` is its data source) or a page. */
  'notion.parent': kind(
    z.object({ type: z.enum(['data_source', 'page']), id: z.string(), title: z.string() }),
    'words',
    { id: 'String', type: 'String', title: 'String' },
  ),
  'notion.user': kind(z.object({ id: z.string(), name: z.string() }), 'words', { id: 'String', name: 'String' }),
  /** A page or database icon: the emoji character itself. */
  'notion.icon': kind(z.string(), 'words', scalarText),
  /** A day in a database column, `YYYY-MM-DD`, read by whether the column looks back or ahead. */
  'notion.day': kind(z.string(), 'words', scalarText),
  'notion.block': kind(z.object({ id: z.string(), type: z.string(), text: z.string() }), 'words', {
    id: 'String',
    type: 'String',
  }),
  /** Property values by property name, each already read by the data source's own schema. Model side: name to words. */
  'notion.properties': kind(
    z.record(
      z.string(),
      z.object({
        type: z.string(),
        value: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
        label: z.string(),
      }),
    ),
    'map',
    {},
  ),
  /** What stood in a record's fields before a change, as the API takes it. Made by connector code for undo calls alone. */
  'notion.former': kind(z.record(z.string(), jsonSchema), 'map', {}),
} as const satisfies Record<string, Kind<z.ZodType>>;

/** The name of a kind. */
export type KindName = keyof typeof kinds;
/** The resolved value of a kind. */
export type KindValue<K extends KindName> = z.infer<(typeof kinds)[K]['value']>;
