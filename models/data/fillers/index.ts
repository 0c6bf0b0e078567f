import type { Rng } from '../rng.ts';
import * as entity from './entities.ts';
import * as prose from './prose.ts';
import * as text from './text.ts';
import * as time from './time.ts';
import * as bank from './words.ts';

/** A slot's text; `inner` is the part that is the value (quotes excluded), `items` the parts of a list. */
export interface Filled {
  readonly text: string;
  readonly inner?: readonly [number, number];
  readonly items?: readonly (readonly [number, number])[];
}

type Filler = (rng: Rng) => string | Filled;

/** `a, b and c`, remembering where each item stands. */
export function list(rng: Rng, items: readonly string[]): Filled {
  const joint = rng.pick([' and ', ' and ', ', and ', ' & ', ', ', ' n ']);
  let out = '';
  const places: [number, number][] = [];
  for (const [i, item] of items.entries()) {
    if (i > 0) out += i === items.length - 1 ? joint : ', ';
    places.push([out.length, out.length + item.length]);
    out += item;
  }
  return { text: out, items: places };
}

const many =
  (one: (rng: Rng) => string) =>
  (rng: Rng): Filled => {
    const items: string[] = [];
    const wanted = rng.pick([2, 2, 3, 3, 4]);
    while (items.length < wanted) {
      const item = one(rng);
      if (!items.includes(item)) items.push(item);
    }
    return list(rng, items);
  };

function quoted(rng: Rng): Filled {
  const [open, close] = rng.pick([
    ['"', '"'],
    ['"', '"'],
    ['"', '"'],
    ["'", "'"],
    ["'", "'"],
    ['“', '”'],
    ['‘', '’'],
    ['«', '»'],
    ['`', '`'],
  ] as const);
  let words = rng.chance(0.75) ? text.sentence(rng) : text.title(rng);
  if (close === "'" || close === '’') words = words.replace(/['’]/gu, '');
  return { text: open + words + close, inner: [1, 1 + words.length] };
}

function issue(rng: Rng, noun: readonly string[]): string {
  const number = String(rng.int(1, 2400));
  switch (rng.int(0, 9)) {
    case 0:
    case 1:
      return `#${number}`;
    case 2:
      return `${rng.pick(noun)} ${number}`;
    case 3:
      return `${rng.pick(noun)} #${number}`;
    case 4:
      return `${entity.repo(rng)}#${number}`;
    case 5:
      return `${entity.repo(rng)} #${number}`;
    case 6:
      return `the ${rng.pick([...bank.things, ...bank.queryWords])} ${rng.pick(noun)}`;
    case 7:
      return `the ${rng.pick(noun)} about ${rng.pick(['the ', ''])}${rng.pick(bank.things)}`;
    case 8:
      return rng.chance(0.5) ? `"${text.title(rng)}"` : `the ${rng.pick(noun)} "${text.title(rng)}"`;
    default:
      return `${entity.person(rng).replace(/^@/u, '')}'s ${rng.pick([...bank.queryWords, 'latest', 'newest'])} ${rng.pick(noun)}`;
  }
}

function message(rng: Rng): string {
  const noun = rng.pick(['message', 'message', 'msg', 'post', 'note', 'announcement', 'comment', 'update', 'question']);
  switch (rng.int(0, 7)) {
    case 0:
    case 1:
      return `the ${noun} about ${rng.pick(['the ', ''])}${rng.pick([...bank.things, ...bank.queryWords])}`;
    case 2:
      return `${entity.person(rng).replace(/^@/u, '')}'s ${noun}${rng.chance(0.5) ? ` about ${rng.pick(bank.things)}` : ''}`;
    case 3:
      return `${rng.pick(['my', 'the'])} ${rng.pick(['last', 'latest', 'most recent', 'first'])} ${noun}`;
    case 4:
      return `${entity.person(rng).replace(/^@/u, '')}'s ${rng.pick([...bank.queryWords, 'last', 'latest'])} ${noun}`;
    case 5:
      return `the ${rng.pick([...bank.queryWords, ...bank.things])} ${noun}`;
    case 6:
      return `${rng.pick(['my', 'the'])} ${noun} that says "${rng.pick(bank.sentences)}"`;
    default:
      return `the ${noun} from ${rng.pick(['yesterday', 'this morning', 'Monday', 'last night', entity.person(rng)])}`;
  }
}

function payment(rng: Rng): string {
  const noun = rng.pick(bank.paymentWords);
  switch (rng.int(0, 6)) {
    case 0:
      return `the ${entity.amount(rng)} ${noun}`;
    case 1:
      return `the ${entity.amount(rng)} ${noun} from ${time.date(rng)}`;
    case 2:
      return `${entity.customer(rng)}'s ${rng.pick(['last', 'latest', 'most recent', 'first'])} ${noun}`;
    case 3:
      return `the ${rng.pick(['last', 'latest', 'duplicate', 'failed', 'pending', 'first'])} ${noun}${rng.chance(0.5) ? ` from ${entity.customer(rng)}` : ''}`;
    case 4:
      return `the ${text.description(rng)} ${noun}`;
    case 5:
      return entity.stripeId(rng, rng.pick(['pi', 'ch', 'py']));
    default:
      return `the ${noun} for ${rng.pick(['the ', ''])}${rng.pick(bank.productNames).toLowerCase()}`;
  }
}

const fillers: Readonly<Record<string, Filler>> = {
  amount: entity.amount,
  currency: (r) =>
    r.pick([
      'USD',
      'usd',
      'EUR',
      'eur',
      'GBP',
      'gbp',
      'euros',
      'dollars',
      'US dollars',
      'pounds',
      'CHF',
      'JPY',
      'yen',
      'CAD',
      'Canadian dollars',
      'AUD',
      'SEK',
      'sterling',
      'Swiss francs',
    ]),
  percent: (r) =>
    r.pick([
      `${r.pick([5, 10, 12, 15, 20, 25, 30, 33, 40, 50, 60, 75, 80, 90, 100])}%`,
      `${r.int(5, 95)}%`,
      `${r.pick([10, 15, 20, 25, 50])} percent`,
      `${r.pick(['ten', 'twenty', 'fifty'])} percent`,
    ]),
  count: time.count,
  number: (r) => String(r.int(1, r.pick([99, 999, 4000]))),
  customer: entity.customer,
  email: entity.email,
  phone: entity.phone,
  payment,
  charge: (r) => entity.stripeId(r, r.pick(['ch', 'py'])),
  payment_id: (r) => entity.stripeId(r, 'pi'),
  invoice: (r) =>
    r.pick([
      `${r.pick(['INV', 'BL', 'A', 'FX', '2026', 'INV-2026', 'KL'])}-${r.int(1, 9999)}`,
      entity.stripeId(r, 'in'),
      `#${r.int(100, 9999)}`,
      `${entity.upperId(r, '').slice(0, 8)}-${entity.digits(r, 4)}`,
      String(r.int(1000, 99999)),
    ]),
  subscription: (r) => entity.stripeId(r, 'sub'),
  product: (r) => (r.chance(0.3) ? r.pick(bank.productNames).toLowerCase() : r.pick(bank.productNames)),
  price: (r) => entity.stripeId(r, 'price'),
  coupon: text.coupon,
  months: time.monthCount,
  days: time.dayCount,
  reason: (r) =>
    r.pick(['it was a duplicate', 'they asked for it', 'it looks fraudulent', 'wrong size', 'it arrived broken']),
  description: text.description,
  address: entity.address,
  date: time.date,
  time: time.time,
  when: time.when,
  past: time.past,
  duration: time.duration,
  recurrence: time.recurrence,
  person: entity.person,
  people: many(entity.person),
  channel: entity.channel,
  channels: many(entity.channel),
  message,
  text: text.sentence,
  quoted_text: quoted,
  emoji: (r) => {
    const draw = r.next();
    if (draw < 0.5) return `:${r.pick(bank.emojiNames)}:`;
    if (draw < 0.7) return r.pick(bank.emojiGlyphs);
    if (draw < 0.85) return r.pick(bank.emojiNames).replaceAll('_', r.chance(0.5) ? '_' : ' ');
    return r.pick(bank.emojiWords);
  },
  status_text: (r) => (r.chance(0.35) ? r.pick(bank.statusTexts).toLowerCase() : r.pick(bank.statusTexts)),
  topic: (r) => r.pick(bank.topics),
  new_name: text.newName,
  url: entity.url,
  repo: entity.repo,
  org: (r) => r.pick(bank.orgNames),
  issue: (r) => issue(r, ['issue', 'bug', 'ticket', 'issue', 'bug report']),
  issues: many((r) => `#${r.int(1, 2400)}`),
  pr: (r) => issue(r, ['PR', 'pr', 'pull request', 'PR']),
  title: text.title,
  body: text.body,
  label: (r) => r.pick(bank.labelNames),
  labels: many((r) => r.pick(bank.labelNames)),
  branch: entity.branch,
  tag: entity.tag,
  workflow: (r) => r.pick(bank.workflowNames),
  run: (r) =>
    r.pick([
      `run ${entity.digits(r, 11)}`,
      entity.digits(r, 11),
      `run #${r.int(10, 4000)}`,
      `#${r.int(10, 4000)}`,
      `the ${r.pick(['failed', 'last', 'latest', 'stuck', 'queued'])} ${r.pick(bank.workflowNames)} run`,
    ]),
  sha: (r) => entity.hex(r, r.pick([7, 7, 8, 10, 40])),
  path: entity.path,
  query: text.query,
  login: entity.login,
  milestone: (r) => r.pick(bank.milestones),
  thread: (r) =>
    r.pick([
      `the thread about ${r.pick(bank.things)}`,
      `${entity.person(r)}'s thread`,
      `the ${r.pick(bank.queryWords)} thread`,
      message(r),
    ]),
  page: (r) =>
    r.chance(0.02) ? entity.uuid(r) : r.chance(0.3) ? r.pick(bank.pageTitles).toLowerCase() : r.pick(bank.pageTitles),
  database: (r) => (r.chance(0.3) ? r.pick(bank.databaseNames).toLowerCase() : r.pick(bank.databaseNames)),
  property: (r) => (r.chance(0.3) ? r.pick(bank.properties).toLowerCase() : r.pick(bank.properties)),
  option: (r) => r.pick(r.chance(0.6) ? bank.statusOptions : bank.otherOptions),
  block: (r) =>
    r.pick([
      `the paragraph about ${r.pick(bank.things)}`,
      `the ${r.pick(['first', 'last', 'second', 'third'])} ${r.pick(['bullet', 'paragraph', 'to-do', 'line', 'block', 'heading'])}`,
      `the ${r.pick(bank.queryWords)} ${r.pick(['bullet', 'paragraph', 'section', 'callout', 'quote', 'to-do'])}`,
      entity.uuid(r),
      `the "${r.pick(bank.headings)}" ${r.pick(['heading', 'section', 'block'])}`,
    ]),
  comment: text.sentence,
  heading: (r) => r.pick(bank.headings),
  items: many((r) => r.pick(bank.itemWords)),
  errand: prose.errand,
  code: prose.command,
  task: (r) => (r.chance(0.4) ? text.title(r).toLowerCase() : text.title(r)),
  value: (r) => r.pick([time.count(r), r.pick(bank.statusOptions), entity.amount(r), entity.email(r)]),
};

/** Free text: what follows it must be cut off by a sentence break or quotes. */
export const openEnded: ReadonlySet<string> = new Set([
  'text',
  'body',
  'comment',
  'title',
  'task',
  'errand',
  'code',
  'topic',
  'status_text',
  'description',
  'query',
  'items',
  'message',
  'new_name',
  'address',
  'heading',
  'page',
  'option',
]);

/**
 * Fills a slot by its kind or its name (`person:2` is a person). Undefined for kinds that it does not know. `refers`: the
 * value is to point at something that is there ("the ▢ payment").
 */
export type Fill = (rng: Rng, slot: string, refers?: boolean) => Filled | undefined;

/** Where values come from. */
export interface FillerSource {
  readonly fill: Fill;
  /** An option of a database column; undefined for columns that it does not know. */
  option(rng: Rng, property: string): string | undefined;
}

/** Fills a slot with made-up values. */
export const fill: Fill = (rng, slot) => {
  const filler = fillers[slot.split(':')[0] ?? ''];
  if (!filler) return undefined;
  const value = filler(rng);
  return typeof value === 'string' ? { text: value } : value;
};

/** People, places and things that nobody has. */
export const madeUp: FillerSource = {
  fill,
  option(rng, property) {
    const options = bank.optionsOf[property];
    return options ? rng.pick(options) : undefined;
  },
};
