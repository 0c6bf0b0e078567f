import { workspace } from '../../../connectors/demo/index.ts';
import type { Rng } from '../rng.ts';
import { type Filled, type FillerSource, list, madeUp } from './index.ts';

const { people, slack, stripe, github, notion } = workspace;

const firstName = (name: string): string => name.split(' ')[0] ?? name;
const nameOf = (repo: string): string => repo.split('/')[1] ?? repo;
const dollars = (minor: number): string => `$${minor % 100 === 0 ? minor / 100 : (minor / 100).toFixed(2)}`;

/** A phrase of two or three words that tells a text from others. */
function keywords(rng: Rng, text: string): string {
  const words = text.replace(/[,:?]/gu, '').split(' ');
  const from = rng.int(0, Math.max(0, words.length - 3));
  return words.slice(from, from + rng.int(2, 3)).join(' ');
}

/** The options of a column that has some, of `first` where that database has the column. */
function optionsOf(property: string, first: { readonly title: string }): readonly string[] {
  const all = [...notion.databases].sort((a, b) => Number(b.title === first.title) - Number(a.title === first.title));
  for (const { properties } of all)
    for (const [name, type] of Object.entries(properties as Readonly<Record<string, unknown>>))
      if (name === property && typeof type === 'object' && type !== null)
        return Object.values(type as Readonly<Record<string, readonly string[]>>).flat();
  return [];
}

/** How often a slot that may hold something new (a branch to make, a page to write) holds a made-up value. */
const novelty: Readonly<Record<string, number>> = {
  channel: 0.08,
  email: 0.3,
  customer: 0.1,
  branch: 0.2,
  tag: 0.5,
  label: 0.1,
  path: 0.3,
  page: 0.15,
  task: 0.5,
  title: 0.9,
  query: 0.2,
  description: 0.6,
  product: 0.25,
  sha: 0.2,
};

/**
 * Values of the demo workspace, for one request: what belongs together is drawn together (an issue of the repository that
 * the request names, a payment of its customer), so that the request can be carried out there; `ops` says what it is for. What any workspace takes
 * (texts, days, amounts) is made up, in amounts that payments cover. Not every draw can be carried out: a draft invoice
 * cannot be paid. Make a new source for each request.
 */
export function demoFillers(rng: Rng, ops: readonly string[] = []): FillerSource {
  /** One that the operations can be about, where there is one. */
  const fitting = <T>(all: readonly T[], fits: (one: T) => boolean): T => {
    const some = all.filter(fits);
    return rng.pick(some.length > 0 ? some : all);
  };
  const about = (pattern: RegExp): boolean => ops.some((op) => pattern.test(op));

  const held = about(/^stripe\.payment_intents\.(?:capture|cancel)$/u);
  const payment = fitting(stripe.payment_intents, (one) => (one.status === 'requires_capture') === held);
  const status = about(/invoices\.(?:pay|void|send|mark_uncollectible)$/u)
    ? 'open'
    : about(/invoices\.(?:finalize|update|delete)$|^stripe\.invoiceitems\./u)
      ? 'draft'
      : null;
  const invoice = fitting(stripe.invoices, (one) => status === null || one.status === status);
  const subscription = fitting(stripe.subscriptions, (one) => one.status === 'active');
  const owner = about(/invoice/u)
    ? invoice.customer
    : about(/subscription/u)
      ? subscription.customer
      : payment.customer;
  const customer = fitting(stripe.customers, (one) => one.id === owner);

  const run = fitting(github.workflow_runs, (one) => (one.status === 'in_progress') === about(/actions\.cancel$/u));
  const repo = fitting(github.repos, (one) =>
    about(/actions\.(?:cancel|rerun)/u)
      ? one.full_name === run.repo
      : rng.chance(0.2) || github.pulls.some((pull) => pull.repo === one.full_name && pull.state === 'open'),
  );
  const issues = github.issues.filter((one) => one.repo === repo.full_name);
  const pulls = github.pulls.filter((one) => one.repo === repo.full_name);

  const mine = about(/^slack\.chat\.(?:update|delete)$/u);
  const message = fitting(slack.messages, (one) => !mine || one.user === workspace.me.slack_user_id);
  const channel = fitting(slack.channels, (one) => one.id === message.channel);
  const author = people.find((one) => one.slack_user_id === message.user);
  const reminder = about(/^slack\.reminders\.(?:delete|complete|info)$/u) ? rng.pick(slack.reminders) : null;
  const quotes = about(/^slack\.(?:pins|reactions|conversations\.replies)/u);
  const looked = quotes || mine;
  /** Kinds that these operations look up: what is made up of them would name nothing. */
  const sure = new Set([
    ...(looked ? ['query', 'channel'] : []),
    ...(reminder === null ? [] : ['task', 'query']),
    ...(about(/(?:retrieve|update|delete|cancel|pay|send|void|finalize|capture|refunds\.create|lookupByEmail|move)$/u)
      ? ['customer', 'page', 'task', 'email', 'product']
      : []),
  ]);

  const database = rng.pick(notion.databases);
  const pages = notion.pages.filter((one) => one.parent === database.data_source_id);
  const used = new Map<string, Set<string>>();

  /** One that was not drawn yet in this request, the first of them first. */
  function fresh<T>(kind: string, first: T | undefined, all: readonly T[], name: (one: T) => string): T {
    const seen = used.get(kind) ?? new Set();
    used.set(kind, seen);
    const left = all.filter((one) => !seen.has(name(one)));
    const one = first !== undefined && !seen.has(name(first)) ? first : rng.pick(left.length > 0 ? left : all);
    seen.add(name(one));
    return one;
  }

  function customerName(): string {
    const { name, id } = fresh('customer', customer, stripe.customers, (one) => one.id);
    const draw = rng.next();
    if (draw < 0.7) return name;
    if (draw < 0.95) return firstName(name) === 'Blue' ? 'Blue Kettle' : firstName(name);
    return id;
  }

  function personName(): string {
    if (rng.chance(0.05)) return 'me';
    const one = fresh('person', looked ? author : undefined, people, (each) => each.name);
    const draw = rng.next();
    if (draw < 0.6) return firstName(one.name);
    if (draw < 0.85) return one.name;
    return draw < 0.95 ? `@${one.slack_handle}` : one.email;
  }

  function channelName(): string {
    const { name } = fresh('channel', channel, slack.channels, (one) => one.id);
    return rng.chance(0.55) ? `#${name}` : name;
  }

  function messageWords(noun: string): string {
    const by = author && rng.chance(0.4) ? `${firstName(author.name)}'s ${noun}` : `the ${noun}`;
    return by.startsWith('the') || rng.chance(0.5) ? `${by} about ${keywords(rng, message.text)}` : by;
  }

  function numbered(noun: readonly string[], from: readonly { number: number; title: string; repo: string }[]): string {
    const one = fresh(noun[0] ?? '', undefined, from, (each) => `${each.repo}#${each.number}`);
    switch (rng.int(0, 6)) {
      case 0:
      case 1:
        return `#${one.number}`;
      case 2:
        return `${rng.pick(noun)} ${one.number}`;
      case 3:
        return `${nameOf(one.repo)}#${one.number}`;
      case 4:
        return `the ${rng.pick(noun)} about ${keywords(rng, one.title)}`;
      case 5:
        return `"${one.title}"`;
      default:
        return `${rng.pick(noun)} #${one.number}`;
    }
  }

  const quoted = (words: string): Filled => ({ text: `"${words}"`, inner: [1, 1 + words.length] });
  const some = (items: readonly string[]): Filled => list(rng, rng.some(items, rng.pick([2, 2, 3])));

  const pointing: Readonly<Record<string, () => string | Filled>> = {
    amount: () => dollars(about(/invoice/u) ? invoice.amount_due : payment.amount),
    quoted_text: () => quoted(message.text),
    text: () => message.text,
    ...(reminder === null ? {} : { task: () => reminder.text, query: () => keywords(rng, reminder.text) }),
  };

  const fillers: Readonly<Record<string, () => string | Filled>> = {
    ...(reminder === null ? {} : pointing),
    ...(quotes ? { quoted_text: () => quoted(message.text), text: () => message.text } : {}),
    customer: customerName,
    email: () => (about(/^slack\./u) || rng.chance(0.3) ? rng.pick(people).email : customer.email),
    payment: () =>
      rng.pick([
        `the ${dollars(payment.amount)} payment`,
        `the ${payment.description.toLowerCase()} payment`,
        `${customer.name}'s ${rng.pick(['last', 'latest'])} payment`,
        `${customer.name}'s ${payment.description.toLowerCase()} payment`,
        payment.id,
      ]),
    payment_id: () => payment.id,
    charge: () => payment.charge,
    invoice: () => rng.pick([invoice.number, invoice.number, invoice.id]),
    subscription: () => subscription.id,
    amount: () => {
      const whole = rng.int(1, 19);
      return rng.pick([`$${whole}`, `$${whole}`, `$${whole}.50`, `${whole} dollars`, `${whole} bucks`, `${whole} USD`]);
    },
    currency: () => rng.pick(['USD', 'usd', 'dollars', 'US dollars']),
    product: () => fresh('product', undefined, stripe.products, (one) => one.id).name,
    price: () => rng.pick(stripe.products).price.id,
    description: () => payment.description,

    repo: () => {
      const { full_name } = fresh('repo', repo, github.repos, (one) => one.full_name);
      return rng.chance(0.15) ? full_name : nameOf(full_name);
    },
    org: () => rng.pick(['brightloom', 'brightloom', 'Brightloom']),
    issue: () => numbered(['issue', 'bug', 'ticket'], issues.length > 0 ? issues : github.issues),
    issues: () => some([...issues, ...pulls].map((one) => `#${one.number}`)),
    pr: () => numbered(['PR', 'pr', 'pull request'], pulls.length > 0 ? pulls : github.pulls),
    number: () => String(rng.pick([...issues, ...pulls]).number),
    branch: () => fresh('branch', undefined, repo.branches, (one) => one),
    tag: () => repo.latest_release,
    workflow: () => {
      const { name, file } = rng.pick(repo.workflows);
      return rng.chance(0.75) ? name : file;
    },
    run: () => rng.pick([String(run.id), `run ${run.id}`, `the ${rng.pick(['last', 'latest'])} ${run.workflow} run`]),
    sha: () => {
      const sha = rng.pick(Object.values(repo.heads));
      return rng.chance(0.5) ? sha : sha.slice(0, 7);
    },
    path: () => rng.pick(repo.files),
    label: () => fresh('label', undefined, repo.labels, (one) => one),
    labels: () => some(repo.labels),
    login: () => fresh('person', undefined, people, (one) => one.name).github_login,

    person: personName,
    people: () => some(people.map((one) => firstName(one.name))),
    channel: channelName,
    channels: () => some(slack.channels.map((one) => `#${one.name}`)),
    message: () => messageWords(rng.pick(['message', 'post', 'msg'])),
    thread: () => `the thread about ${keywords(rng, message.text)}`,
    query: () =>
      keywords(
        rng,
        looked
          ? message.text
          : rng.pick([
              message.text,
              rng.pick(github.issues).title,
              rng.pick(notion.pages).title,
              rng.pick(stripe.customers).name,
            ]),
      ),

    database: () => database.title,
    page: () =>
      fresh('page', undefined, rng.chance(0.5) && pages.length > 0 ? pages : notion.pages, (one) => one.id).title,
    task: () => fresh('page', undefined, pages.length > 0 ? pages : notion.pages, (one) => one.id).title,
    property: () => rng.pick(Object.keys(database.properties)),
    option: () => rng.pick(optionsOf(database.title === 'CRM' ? 'Stage' : 'Status', database)),
    title: () => rng.pick(notion.pages).title,
  };

  return {
    fill(_, slot, refers = false) {
      const kind = slot.split(':')[0] ?? '';
      const own = refers && Object.hasOwn(pointing, kind) ? pointing[kind] : undefined;
      const filler = own ?? (Object.hasOwn(fillers, kind) ? fillers[kind] : undefined);
      const newness = slot === 'branch' && about(/create_ref$/u) ? 0.9 : (novelty[kind] ?? 0);
      if (!filler || (!refers && !sure.has(kind) && rng.chance(newness))) return madeUp.fill(rng, slot);
      const value = filler();
      return typeof value === 'string' ? { text: value } : value;
    },
    option(_, property) {
      const options = optionsOf(property, database);
      return options.length > 0 ? rng.pick(options) : madeUp.option(rng, property);
    },
  };
}
