import { describe, expect, it } from 'vitest';
import { type Phrasing, place, Unmapped } from './call.ts';
import { mapCall } from './mapping.ts';
import type { Piece } from './template.ts';
import { publicTools } from './tools.ts';

/** `[slot=value]` marks a slot: "refund [customer=Bo]'s latest payment". */
function pieces(text: string): Piece[] {
  return text.split(/(\[[^\]]*\])/u).map((part) => {
    const slot = /^\[([\w:]+)=(.*)\]$/u.exec(part);
    return slot ? { slot: slot[1] ?? '', text: slot[2] ?? '', filled: { text: slot[2] ?? '' } } : { text: part };
  });
}

function map(op: string, text: string, phrasing: Partial<Phrasing>): Record<string, unknown> {
  const tool = publicTools().get(op);
  if (!tool) throw new Error(op);
  return mapCall(tool, { slots: {}, fixed: {}, ...phrasing }, place(pieces(text)));
}

describe('mapCall', () => {
  it('writes a slot as the words of its parameter', () => {
    expect(
      map('github.issues.create', 'open an issue in [repo=checkout]: [title=Totals are wrong]', {
        slots: { repo: 'repo', title: 'title' },
      }),
    ).toEqual({ repo: 'checkout', title: 'Totals are wrong' });
  });

  it('widens a reference to the noun phrase around it', () => {
    expect(
      map('slack.pins.add', 'pin the message about [query=the outage] in [channel=#ops]', {
        slots: { query: 'ref', channel: 'channel' },
      }),
    ).toEqual({ message: 'the message about the outage', channel: '#ops' });
    expect(map('slack.pins.add', "pin [person=Bo]'s latest post", { slots: { person: 'ref' } })).toEqual({
      message: "Bo's latest post",
    });
  });

  it('leaves a slot that is a whole noun phrase as it is', () => {
    expect(
      map('slack.chat.postMessage', 'reply to [message=the post about fonts]: [text=done]', {
        slots: { message: 'thread_ts', text: 'text' },
      }),
    ).toEqual({ thread: 'the post about fonts', text: 'done' });
  });

  it('finds a required reference among the literal words', () => {
    expect(
      map('stripe.refunds.create', "refund [customer=Bo Larsen]'s latest payment", { slots: { customer: 'ref' } }),
    ).toEqual({ payment: 'latest payment', customer: 'Bo Larsen' });
  });

  it('takes “between” along only with both of its ends', () => {
    const slots = { channel: 'channel', date: 'oldest', 'date:2': 'latest' };
    expect(
      map('slack.conversations.history', 'messages in [channel=#ops] between [date=5 Dec] and [date:2=Monday]', {
        slots,
      }),
    ).toMatchObject({ channel: '#ops', since: '5 Dec' });
  });

  it('says a repetition by the parameter that repeats', () => {
    expect(
      map('slack.reminders.add', 'remind me [recurrence=every week] to [task=stretch]', {
        slots: { recurrence: 'time', task: 'text' },
      }),
    ).toEqual({ text: 'stretch', every: 'every week' });
    const slots = { product: 'product', amount: 'unit_amount', recurrence: 'recurring' };
    expect(
      map('stripe.prices.create', '[product=Mug] should cost [amount=$5] [recurrence=every month]', { slots }),
    ).toEqual({ product: 'Mug', amount: '$5', interval: 'month' });
    expect(() =>
      map('stripe.prices.create', '[product=Mug] should cost [amount=$5] [recurrence=every other week]', { slots }),
    ).toThrow(Unmapped);
  });

  it('leaves out a sum that is said in two currencies', () => {
    const slots = { amount: 'amount', currency: 'currency', customer: 'customer' };
    expect(() =>
      map('stripe.payment_intents.create', 'take [amount=$13], [currency=EUR] from [customer=Bo]', { slots }),
    ).toThrow(Unmapped);
    expect(
      map('stripe.payment_intents.create', 'take [amount=13.00] in [currency=EUR] from [customer=Bo]', { slots }),
    ).toEqual({ amount: '13.00 in EUR', customer: 'Bo' });
  });

  it('names the column that an option is for', () => {
    expect(
      map('notion.data_sources.update', 'add a stage called [option=Won] to the CRM', {
        slots: { option: 'properties.Stage.status.options.+.name' },
        fixed: { data_source_id: 'CRM' },
      }),
    ).toEqual({ database: 'CRM', property: 'Stage', option: 'Won' });
  });

  it('keeps the direction of a period', () => {
    expect(map('stripe.refunds.list', 'refunds since [date=March 3]', { slots: { date: 'created.gte' } })).toEqual({
      created: 'since March 3',
    });
  });

  it('reads choices, flags and cleared values', () => {
    expect(
      map('github.issues.update', 'close [issue=#4] as not planned', {
        slots: { issue: 'issue_number' },
        fixed: { state: 'closed', state_reason: 'not_planned' },
      }),
    ).toEqual({ issue: '#4', state: 'closed', state_reason: 'not_planned' });
    expect(
      map('notion.pages.update', 'nobody owns [task=Write FAQ] any more', {
        slots: { task: 'page_id' },
        fixed: { properties: { Assignee: null } },
      }),
    ).toEqual({ page: 'Write FAQ', properties: { Assignee: 'none' } });
  });

  it('reads a property whose name is a slot too', () => {
    expect(
      map('notion.pages.update', 'set [property=Effort] of [page=Search RFC] to [option=Large]', {
        slots: { property: 'properties', page: 'page_id', option: 'properties.{property}' },
      }),
    ).toEqual({ page: 'Search RFC', properties: { Effort: 'Large' } });
    expect(
      map('notion.pages.update', 'clear [property=Effort] on [page=Search RFC]', {
        slots: { property: 'properties', page: 'page_id' },
        fixed: { properties: { '{property}': null } },
      }),
    ).toEqual({ page: 'Search RFC', properties: { Effort: 'none' } });
  });

  it('reads what is taken away', () => {
    const page = { slots: { page: 'page_id' } };
    expect(map('notion.pages.update', 'no icon on [page=FAQ]', { ...page, fixed: { icon: null } })).toEqual({
      page: 'FAQ',
      remove: 'icon',
    });
    expect(
      map('notion.data_sources.update', 'drop the column [property=Effort] from [database=Bugs]', {
        slots: { property: 'properties', database: 'data_source_id' },
        fixed: { properties: { '{property}': null } },
      }),
    ).toEqual({ database: 'Bugs', property: 'Effort', remove: true });
  });

  it('reads the conditions of a database query', () => {
    expect(
      map('notion.data_sources.query', "what does [person=Bo] have to do by [date=Friday] that isn't done", {
        slots: { person: 'filter.and.0.people.contains', date: 'filter.and.1.date.on_or_before' },
        fixed: {
          data_source_id: 'Tasks',
          filter: {
            and: [
              { property: 'Assignee' },
              { property: 'Due' },
              { property: 'Status', status: { does_not_equal: 'Done' } },
            ],
          },
        },
      }),
    ).toEqual({ database: 'Tasks', where: { Assignee: 'Bo' }, except: { Status: 'done' }, until: 'Friday' });
  });

  it.each([
    ['a parameter that no tool has', 'stripe.customers.create', { fixed: { preferred_locales: ['fr'] } }],
    [
      'a property value that is part of a word',
      'notion.pages.update',
      { slots: { person: 'properties.Assignee', task: 'page_id' } },
      'on [person=Joe]s list: [task=Write FAQ]',
    ],
    ['words that nobody said', 'slack.search.messages', { fixed: { query: 'holidays' } }],
    ['a required parameter without words', 'github.issues.create', { slots: {} }],
  ])('refuses %s', (_, op, phrasing, said = 'do it') => {
    expect(() => map(op, said, phrasing)).toThrow(Unmapped);
  });
});
