import type { Json, JsonObject } from '../../../shared/index.ts';
import type { ParamKinds } from '../history.ts';

/** Somebody or something that a call writes to. `key` tells them apart for ever, `name` is what people and rules say. */
export interface Recipient {
  readonly key: string;
  readonly name: string;
}

function field(value: Json, name: string): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return '';
  const found = value[name];
  return typeof found === 'string' ? found : '';
}

function recipient(type: string, id: string, name: string): Recipient[] {
  return id === '' ? [] : [{ key: `${type}:${id}`, name: name === '' ? id : name }];
}

/** `owner/name` in lower case, as GitHub compares them; '' where either is missing. */
export function repositoryOf(value: Json): string {
  const [owner, repo] = [field(value, 'owner'), field(value, 'repo')];
  return owner === '' || repo === '' ? '' : `${owner}/${repo}`.toLowerCase();
}

const channel = (id: string, name: string): Recipient[] =>
  recipient('slack.channel', id, name === '' ? '' : `#${name.replace(/^#/u, '')}`);

const repository = (name: string): Recipient[] => recipient('github.repo', name, '');

/** The recipients that one value of a kind names. */
function ofValue(kind: string, value: Json): Recipient[] {
  switch (kind) {
    case 'slack.channel':
      return channel(field(value, 'id'), field(value, 'name'));
    case 'slack.message':
      return channel(field(value, 'channel'), field(value, 'channel_name'));
    case 'slack.destination':
      return field(value, 'type') === 'channel'
        ? channel(field(value, 'id'), field(value, 'name'))
        : recipient('slack.user', field(value, 'id'), field(value, 'name'));
    case 'slack.user':
      return recipient('slack.user', field(value, 'id'), field(value, 'name'));
    case 'github.repo':
    case 'github.issue':
    case 'github.pull':
    case 'github.workflow':
    case 'github.run':
      return repository(repositoryOf(value));
    case 'github.notification':
      return repository(field(value, 'repo').toLowerCase());
    case 'github.user':
      return recipient('github.user', field(value, 'login').toLowerCase(), '');
    case 'notion.parent':
      return recipient(
        field(value, 'type') === 'data_source' ? 'notion.database' : 'notion.page',
        field(value, 'id'),
        field(value, 'title'),
      );
    case 'notion.database':
      return recipient('notion.database', field(value, 'data_source'), field(value, 'title'));
    case 'notion.page':
      return recipient('notion.page', field(value, 'id'), field(value, 'title'));
    case 'email':
      return typeof value === 'string' ? recipient('email', value.trim().toLowerCase(), '') : [];
    default:
      return [];
  }
}

const customer = (id: string, name: string): Recipient[] => recipient('stripe.customer', id, name);

/** The Stripe customers that one value of a kind belongs to. */
function customerOf(kind: string, value: Json): Recipient[] {
  if (kind === 'stripe.customer') return customer(field(value, 'id'), field(value, 'name'));
  if (kind === 'stripe.payment' || kind === 'stripe.invoice' || kind === 'stripe.subscription')
    return customer(field(value, 'customer'), field(value, 'customer_name'));
  return [];
}

function collect(params: ParamKinds, args: JsonObject, of: (kind: string, value: Json) => Recipient[]): Recipient[] {
  const found = new Map<string, Recipient>();
  for (const [name, { kind }] of Object.entries(params)) {
    const given = args[name] ?? null;
    for (const value of Array.isArray(given) ? given : [given])
      for (const one of of(kind, value)) if (!found.has(one.key)) found.set(one.key, one);
  }
  return [...found.values()];
}

/** Notion tools that put something new into a page. For the others a page is what they change, not where they write. */
const intoPage: readonly string[] = ['notion.blocks.children.append', 'notion.comments.create'];

/**
 * Whom or what a change writes to: Slack channels and people, GitHub repositories and people, Stripe customers, the Notion
 * page or database that something is put into, and e-mail addresses.
 */
export function recipientsOf(tool: string, params: ParamKinds, args: JsonObject): Recipient[] {
  return collect(params, args, (kind, value) =>
    kind === 'notion.page' && !intoPage.includes(tool) ? [] : [...ofValue(kind, value), ...customerOf(kind, value)],
  );
}

/** The Stripe customers that a call concerns: named, or those of the payment, invoice or subscription that is named. */
export function customersOf(params: ParamKinds, args: JsonObject): Recipient[] {
  return collect(params, args, customerOf);
}

/** The GitHub repositories that a call touches, as `owner/name` in lower case. */
export function repositoriesOf(params: ParamKinds, args: JsonObject): string[] {
  const named = collect(params, args, ofValue).filter(({ key }) => key.startsWith('github.repo:'));
  // Look-ups take them as two texts.
  const texts = params.owner && params.repo ? repositoryOf({ owner: args.owner ?? '', repo: args.repo ?? '' }) : '';
  const made =
    params.org && params.name ? repositoryOf({ owner: field(args.org ?? null, 'login'), repo: args.name ?? '' }) : '';
  return [...new Set([...named.map(({ name }) => name), texts, made])].filter((name) => name !== '').sort();
}
