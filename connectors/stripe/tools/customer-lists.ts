import { defineTool } from '../../kit/guest.ts';
import { compact, list, record } from '../read.ts';
import { customerShape } from '../shapes.ts';
import { keyAndValue } from './metadata.ts';
import { at, created, limit, listed, query, range, readAll } from './params.ts';

/** GET /v1/customers, https://docs.stripe.com/api/customers/list */
export const listCustomers = defineTool({
  name: 'stripe.customers.list',
  title: 'List customers',
  description: 'List customers, newest first, optionally with an exact email or created in a period.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    email: { kind: 'email', description: 'Only customers with exactly this email.', sets: ['email'] },
    created,
    limit,
    after: {
      kind: 'stripe.customer',
      description: 'Start after this customer in the list.',
      sets: ['starting_after'],
    },
  },
  effectText: (_args, labels) =>
    `List customers${labels.email ? ` with the email ${labels.email}` : ''}${labels.created ? ` created ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ email: args.email, starting_after: args.after?.id }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('customers'), filter, args.limit, customerShape), 'customer', { name: 'name' });
  },
});

/**
 * Words as a clause of Stripe's search language (https://docs.stripe.com/search#search-query-language). A query that is
 * already in the language stays as it is.
 */
export function searchClause(words: string): string {
  const said = words.trim();
  if (
    /[:~<>=]\s*['"]|^created\s*[<>]|^-?\w+(\[.*\])?[:~]\S/.test(said) &&
    !/^\S+@\S+$/.test(said) &&
    /['"<>]/.test(said)
  )
    return said;
  const value = said.replace(/^["'“”‘’]+|["'“”‘’]+$/gu, '');
  const quoted = (part: string) => `'${part.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return `email:${quoted(value)}`;
  if (/^\+?[\d\s().-]{6,}$/.test(value) && (value.match(/\d/g) ?? []).length >= 6) return `phone:${quoted(value)}`;
  const pair = keyAndValue(value);
  if (pair) {
    const { key, value: wanted } = pair;
    const field = key.toLowerCase();
    if (field === 'name') return `name~${quoted(wanted)}`;
    if (field === 'email' || field === 'phone') return `${field}:${quoted(wanted)}`;
    return `metadata[${quoted(key)}]:${quoted(wanted)}`;
  }
  return `name~${quoted(value)}`;
}

/** GET /v1/customers/search, https://docs.stripe.com/api/customers/search */
export const searchCustomers = defineTool({
  name: 'stripe.customers.search',
  title: 'Search customers',
  description: 'Search customers by part of a name, an email, a phone number or metadata.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    query: {
      kind: 'text',
      description: 'What to search for: part of a name, an email, a phone number, or "key: value" of the metadata.',
      required: true,
      sets: ['query'],
      refs: ['query', 'customer', 'email', 'phone', 'login', 'number'],
    },
    limit,
  },
  effectText: (args) => `Search customers for "${args.query}"`,
  async run(args, api) {
    const filter = { query: searchClause(args.query) };
    const data = [];
    let page: string | undefined;
    const wanted = args.limit ?? 300;
    do {
      const response = await api.send({
        method: 'GET',
        path: at('customers', 'search'),
        query: { ...filter, limit: Math.min(100, wanted - data.length), ...(page === undefined ? {} : { page }) },
      });
      const body = record(response.body);
      for (const raw of list(body.data)) data.push(compact(customerShape(raw)));
      page = body.has_more === true && typeof body.next_page === 'string' ? body.next_page : undefined;
    } while (page !== undefined && data.length < wanted);
    return listed({ data, has_more: page !== undefined }, 'customer', { name: 'name' });
  },
});
