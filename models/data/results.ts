import type { Json, JsonObject } from '../../shared/index.ts';
import * as entity from './fillers/entities.ts';
import * as text from './fillers/text.ts';
import type { Rng } from './rng.ts';

/** What the services answer, in their own field names, with values made up: so that the model knows results. */

function stripeObject(rng: Rng, noun: string): JsonObject {
  const prefix =
    {
      customers: 'cus',
      refunds: 're',
      payment_intents: 'pi',
      invoices: 'in',
      invoiceitems: 'ii',
      subscriptions: 'sub',
      products: 'prod',
      prices: 'price',
      coupons: '',
      payment_links: 'plink',
      disputes: 'dp',
      payouts: 'po',
    }[noun] ?? 'obj';
  const base: JsonObject = {
    id: prefix === '' ? text.coupon(rng) : entity.stripeId(rng, prefix),
    object: noun.replace(/s$/u, ''),
  };
  if (noun === 'customers')
    return { ...base, name: entity.fullName(rng), email: entity.email(rng), created: rng.int(1.6e9, 1.8e9) };
  if (noun === 'payment_links') return { ...base, url: `https://buy.stripe.com/${entity.hex(rng, 14)}`, active: true };
  if (noun === 'products') return { ...base, name: text.description(rng), active: true };
  const money: JsonObject = {
    amount: rng.int(100, 90000),
    currency: 'usd',
    status: rng.pick(['succeeded', 'open', 'paid', 'active', 'draft', 'pending']),
    customer: entity.stripeId(rng, 'cus'),
  };
  if (noun === 'invoices')
    return {
      ...base,
      number: `${entity.upperId(rng, '').slice(0, 6)}-${rng.int(1, 99)}`,
      ...money,
      hosted_invoice_url: `https://invoice.stripe.com/i/${entity.hex(rng, 12)}`,
    };
  return { ...base, ...money };
}

function githubObject(rng: Rng, noun: string, repo: string): JsonObject {
  const number = rng.int(1, 3000);
  const place = `https://github.com/${rng.pick(['acme', 'northwind', 'lumina'])}/${repo}`;
  if (noun === 'issues' || noun === 'search')
    return {
      id: rng.int(1e8, 3e9),
      number,
      title: text.title(rng),
      state: rng.pick(['open', 'closed']),
      html_url: `${place}/issues/${number}`,
      user: { login: entity.login(rng) },
    };
  if (noun === 'pulls')
    return {
      id: rng.int(1e8, 3e9),
      number,
      title: text.title(rng),
      state: 'open',
      html_url: `${place}/pull/${number}`,
      user: { login: entity.login(rng) },
    };
  if (noun === 'releases')
    return {
      id: rng.int(1e7, 3e8),
      tag_name: entity.tag(rng),
      name: entity.tag(rng),
      html_url: `${place}/releases/tag/x`,
      draft: false,
    };
  if (noun === 'actions')
    return {
      id: rng.int(1e10, 3e10),
      name: rng.pick(['CI', 'Deploy', 'Tests']),
      status: 'completed',
      conclusion: rng.pick(['success', 'failure']),
      html_url: `${place}/actions/runs/1`,
      head_branch: entity.branch(rng),
    };
  if (noun === 'repos')
    return { id: rng.int(1e7, 9e8), name: repo, full_name: `acme/${repo}`, html_url: place, owner: { login: 'acme' } };
  return { id: rng.int(1e5, 9e8), html_url: place, name: repo };
}

const slackTs = (rng: Rng): string => `${rng.int(1.6e9, 1.8e9)}.${entity.digits(rng, 6)}`;

function slackResult(rng: Rng, op: string): JsonObject {
  const channel = entity.upperId(rng, 'C');
  const message: JsonObject = { ts: slackTs(rng), user: entity.upperId(rng, 'U'), text: text.sentence(rng) };
  if (/chat|pins\.(add|remove)|reactions/u.test(op)) return { channel, ts: slackTs(rng), text: text.sentence(rng) };
  if (/history|replies/u.test(op))
    return { channel, messages: [message, { ...message, ts: slackTs(rng) }], has_more: false };
  if (/search/u.test(op))
    return {
      query: text.query(rng),
      total: 3,
      matches: [
        {
          from: entity.login(rng),
          ...message,
          channel: { id: channel, name: rng.pick(['general', 'dev', 'support']) },
          permalink: `https://acme.slack.com/archives/${channel}/p1`,
        },
      ],
    };
  if (/users\.(info|lookup)/u.test(op))
    return { user: { id: entity.upperId(rng, 'U'), name: entity.login(rng), real_name: entity.fullName(rng) } };
  if (/members|users\.list/u.test(op))
    return { members: [{ id: entity.upperId(rng, 'U'), name: entity.login(rng) }], has_more: false };
  if (/reminders/u.test(op))
    return { reminder: { id: entity.upperId(rng, 'Rm'), text: text.title(rng), time: rng.int(1.7e9, 1.8e9) } };
  if (/conversations\.list/u.test(op))
    return { channels: [{ id: channel, name: rng.pick(['general', 'dev']) }], has_more: false };
  if (/dnd/u.test(op)) return { snooze_enabled: true, snooze_endtime: rng.int(1.7e9, 1.8e9) };
  if (/profile/u.test(op)) return { profile: { status_text: 'away' } };
  if (/pins\.list/u.test(op)) return { items: [{ type: 'message', message }] };
  return { channel: { id: channel, name: rng.pick(['launch', 'ops', 'new-channel']) } };
}

function notionObject(rng: Rng): JsonObject {
  const id = entity.uuid(rng);
  return { object: 'page', id, title: text.title(rng), url: `https://www.notion.so/${id.replaceAll('-', '')}` };
}

/** A made-up answer to one call of `op`. `flow` are paths that a later step needs. */
export function madeUpResult(rng: Rng, op: string, flow: readonly string[] = []): Json {
  const [service = '', noun = '', verb = ''] = op.split('.');
  let result: Json;
  if (service === 'stripe') {
    const one = stripeObject(rng, noun);
    result = verb === 'list' || verb === 'search' ? { data: [one, stripeObject(rng, noun)], has_more: false } : one;
    if (noun === 'balance')
      result = {
        available: [{ amount: rng.int(1000, 900000), currency: 'usd' }],
        pending: [{ amount: rng.int(0, 9000), currency: 'usd' }],
      };
  } else if (service === 'github') {
    const repo = entity.repo(rng);
    const one = githubObject(rng, noun, repo);
    result = one;
    if (verb === 'list' || verb.startsWith('list_'))
      result = noun === 'actions' ? { total_count: 2, workflow_runs: [one] } : [one, githubObject(rng, noun, repo)];
    if (noun === 'search') result = { total_count: 2, items: [one] };
  } else if (service === 'slack') result = slackResult(rng, op);
  else {
    const one = notionObject(rng);
    result = /search|query|list/u.test(op)
      ? { object: 'list', results: [one, notionObject(rng)], has_more: false }
      : one;
  }
  if (flow.length === 0 && rng.chance(0.12)) return null;
  for (const path of flow) result = withPath(rng, result, path.split('.'));
  return result;
}

function withPath(rng: Rng, value: Json | undefined, path: readonly string[]): Json {
  const [head, ...rest] = path;
  if (head === undefined) {
    if (value !== undefined && value !== null && typeof value !== 'object') return value;
    return rng.pick([entity.stripeId(rng, 'id'), String(rng.int(1, 3000)), entity.url(rng)]);
  }
  if (/^\d+$/u.test(head)) {
    const list = Array.isArray(value) ? [...value] : [];
    list[0] = withPath(rng, list[0], rest);
    return list;
  }
  const object: JsonObject =
    value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
  object[head] = withPath(rng, object[head], rest);
  return object;
}
