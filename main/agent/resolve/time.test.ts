import { describe, expect, it } from 'vitest';
import type { KindName } from '../../../connectors/index.ts';
import { timeResolvers } from './time.ts';
import type { ResolveContext } from './types.ts';

const now = Date.parse('2026-03-04T10:30:00-05:00');

async function read(
  kind: 'when' | 'date' | 'duration' | 'period',
  words: string,
  more: { sets?: string[]; request?: string; now?: string; zone?: string; tool?: string } = {},
): Promise<unknown> {
  const context: ResolveContext = {
    now: more.now === undefined ? now : Date.parse(more.now),
    zone: more.zone ?? 'America/New_York',
    me: null,
    param: { kind: kind as KindName, description: '', sets: more.sets ?? [] },
    tool: more.tool ?? 'test',
    resolved: {},
    request: more.request ?? words,
    lookup: async () => null,
  };
  const resolver = timeResolvers[kind];
  if (!resolver) throw new Error(`no resolver for ${kind}`);
  const resolution = await resolver(words, context);
  return resolution.kind === 'resolved' ? resolution.value : resolution.kind;
}

describe('when', () => {
  it.each([
    ['Friday 6pm', '2026-03-06T18:00:00-05:00'],
    ['tomorrow at 9', '2026-03-05T09:00:00-05:00'],
    ['tomorrow', '2026-03-05T09:00:00-05:00'],
    ['in 20 min', '2026-03-04T10:50:00-05:00'],
    ['an hour and a half', '2026-03-04T12:00:00-05:00'],
    ['at 5pm today', '2026-03-04T17:00:00-05:00'],
    ['at five', '2026-03-04T17:00:00-05:00'],
    ['9am', '2026-03-05T09:00:00-05:00'],
    ['end of day', '2026-03-04T17:00:00-05:00'],
    ['eod tomorrow', '2026-03-05T17:00:00-05:00'],
    ['noon', '2026-03-04T12:00:00-05:00'],
    ['midnight', '2026-03-05T00:00:00-05:00'],
    ['tonight', '2026-03-04T20:00:00-05:00'],
    ['tomorrow morning', '2026-03-05T09:00:00-05:00'],
    ['half past one', '2026-03-04T13:30:00-05:00'],
    ['quarter to five', '2026-03-04T16:45:00-05:00'],
    ['next Monday at 10', '2026-03-09T10:00:00-04:00'],
    ['Wednesday at 9', '2026-03-11T09:00:00-04:00'],
    ['the 15th at 3pm', '2026-03-15T15:00:00-04:00'],
    ['a week from Friday', '2026-03-13T09:00:00-04:00'],
    ['next week', '2026-03-09T09:00:00-04:00'],
    ['until 3pm', '2026-03-04T15:00:00-05:00'],
    ['11 this morning', '2026-03-04T11:00:00-05:00'],
    ['this evening at 7', '2026-03-04T19:00:00-05:00'],
    ['8 tomorrow evening', '2026-03-05T20:00:00-05:00'],
    ['half past 6pm', '2026-03-04T18:30:00-05:00'],
    ['1730', '2026-03-04T17:30:00-05:00'],
    ['11.45', '2026-03-04T11:45:00-05:00'],
    ['1772719200', '2026-03-05T09:00:00-05:00'],
    ['2026-03-20T14:00:00Z', '2026-03-20T10:00:00-04:00'],
  ])('%s is %s', async (words, iso) => {
    expect(await read('when', words)).toEqual({ iso, epoch: Date.parse(iso) / 1000 });
  });

  it.each([
    ['same time tomorrow', '2026-03-05T10:30:00-05:00'],
    ['in ten', '2026-03-04T10:40:00-05:00'],
    ['5 minutes before 6', '2026-03-04T17:55:00-05:00'],
    ['four thirty', '2026-03-04T16:30:00-05:00'],
    ['14h', '2026-03-04T14:00:00-05:00'],
    ['12 noon', '2026-03-04T12:00:00-05:00'],
    ['midnight tonight', '2026-03-05T00:00:00-05:00'],
    ['today at 8', '2026-03-04T20:00:00-05:00'],
    ['today', '2026-03-04T13:30:00-05:00'],
    ['Wednesday', '2026-03-11T09:00:00-04:00'],
    ['next week Tuesday at 3', '2026-03-10T15:00:00-04:00'],
    ['next quarter', '2026-04-01T09:00:00-04:00'],
    ['in 3 business days', '2026-03-09T09:00:00-04:00'],
    ['first Monday of April', '2026-04-06T09:00:00-04:00'],
    ['last Friday of the month at noon', '2026-03-27T12:00:00-04:00'],
    ['the first of the month', '2026-04-01T09:00:00-04:00'],
    ['the twenty-first at 10', '2026-03-21T10:00:00-04:00'],
    ['20.3. at 14:00', '2026-03-20T14:00:00-04:00'],
    ['5.4.2026', '2026-04-05T09:00:00-04:00'],
    ["New Year's Eve", '2026-12-31T09:00:00-05:00'],
    ['around 9', '2026-03-05T09:00:00-05:00'],
  ])('%s is %s too', async (words, iso) => {
    expect(await read('when', words)).toEqual({ iso, epoch: Date.parse(iso) / 1000 });
  });

  it.each([
    ['3pm CET', '2026-03-05T09:00:00-05:00'],
    ['9am Pacific', '2026-03-04T12:00:00-05:00'],
    ['15:00 Berlin time', '2026-03-05T09:00:00-05:00'],
    ['noon in Tokyo', '2026-03-04T22:00:00-05:00'],
    ['tomorrow at 9 my time', '2026-03-05T09:00:00-05:00'],
    // Berlin's clocks change three weeks after New York's.
    ['March 20 9am Berlin time', '2026-03-20T04:00:00-04:00'],
    ['March 31 9am Berlin time', '2026-03-31T03:00:00-04:00'],
  ])('%s of another zone is %s', async (words, iso) => {
    expect(await read('when', words)).toEqual({ iso, epoch: Date.parse(iso) / 1000 });
  });

  it('reads 4/5 as the zone writes dates', async () => {
    expect(await read('date', '4/5')).toBe('2026-04-05');
    expect(await read('date', '4/5', { zone: 'Europe/Berlin' })).toBe('2026-05-04');
  });

  it.each(['today at 8am', 'yesterday at 5', 'last Friday'])(
    '%s is past, and nothing is planned for it',
    async (words) => {
      expect(await read('when', words)).toBe('missing');
    },
  );

  it('a day is not always 24 hours', async () => {
    const eve = { now: '2026-03-07T22:00:00-05:00' };
    expect(await read('when', 'in 24 hours', eve)).toMatchObject({ iso: '2026-03-08T23:00:00-04:00' });
    expect(await read('when', 'same time tomorrow', eve)).toMatchObject({ iso: '2026-03-08T22:00:00-04:00' });
    expect(await read('when', 'tomorrow at 9', eve)).toMatchObject({ iso: '2026-03-08T09:00:00-04:00' });
    expect(await read('duration', 'until tomorrow 9am', eve)).toEqual({ seconds: 10 * 3600 });
    const autumn = { now: '2026-10-31T23:30:00-04:00' };
    expect(await read('when', 'in 3 hours', autumn)).toMatchObject({ iso: '2026-11-01T01:30:00-05:00' });
    expect(await read('duration', 'until 6am', autumn)).toEqual({ seconds: 7.5 * 3600 });
  });

  it.each([
    ['remind me every weekday at 9 to stretch', 'at 9', '2026-03-09T09:00:00-04:00'],
    ['every Tuesday and Thursday at noon remind me to eat', 'noon', '2026-03-10T12:00:00-04:00'],
    ['remind me on Mondays at 10 to plan', '10', '2026-03-09T10:00:00-04:00'],
    ['remind me every day at 9 to stretch', 'at 9', '2026-03-07T09:00:00-05:00'],
    ['remind me at 9 to ask about Monday', 'at 9', '2026-03-07T09:00:00-05:00'],
  ])('%s begins on a day on which it repeats', async (request, words, iso) => {
    const friday = { now: '2026-03-06T18:30:00-05:00', tool: 'slack.reminders.add' };
    expect(await read('when', words, { ...friday, request })).toMatchObject({ iso });
  });

  it('plans nothing in the hour that the clocks skip, and asks which of the two that they repeat', async () => {
    expect(await read('when', 'March 8 at 2:30am')).toBe('missing');
    expect(await read('when', '2026-03-08T02:30')).toBe('missing');
    expect(await read('when', 'March 8 at 3am')).toMatchObject({ iso: '2026-03-08T03:00:00-04:00' });
    expect(await read('when', 'November 1 at 1:30am')).toBe('ambiguous');
    expect(await read('when', '2026-11-01T01:30:00-05:00')).toMatchObject({ iso: '2026-11-01T01:30:00-05:00' });
  });

  it.each([
    ['7 this morning', '2026-03-04T07:00:00-05:00'],
    ['8am', '2026-03-04T08:00:00-05:00'],
    ['yesterday', '2026-03-03T00:00:00-05:00'],
    ['before Monday', '2026-03-02T00:00:00-05:00'],
    ['two hours ago', '2026-03-04T08:30:00-05:00'],
  ])('%s, of how far somebody has read, is %s', async (words, iso) => {
    expect(await read('when', words, { sets: ['last_read_at'] })).toEqual({ iso, epoch: Date.parse(iso) / 1000 });
  });

  it('keeps wall-clock time across the change of 8 March 2026', async () => {
    expect(await read('when', 'Sunday 8th March, 9 PM')).toEqual({
      iso: '2026-03-08T21:00:00-04:00',
      epoch: 1773018000,
    });
    expect(await read('when', 'Saturday 9pm')).toMatchObject({ iso: '2026-03-07T21:00:00-05:00' });
    expect(await read('when', 'in 5 days')).toMatchObject({ iso: '2026-03-09T09:00:00-04:00' });
    expect(await read('when', 'in 120 hours')).toMatchObject({ iso: '2026-03-09T11:30:00-04:00' });
  });

  it('lets a status last through its day', async () => {
    expect(await read('when', 'Friday', { sets: ['profile.status_expiration'] })).toMatchObject({
      iso: '2026-03-06T23:59:59-05:00',
    });
  });

  it.each(['every Monday', 'blah', '', 'the budget'])('%j is no time', async (words) => {
    expect(await read('when', words)).toBe('missing');
  });
});

describe('date', () => {
  it.each([
    ['today', '2026-03-04'],
    ['Friday', '2026-03-06'],
    ['March 20', '2026-03-20'],
    ['the 15th', '2026-03-15'],
    ['in two weeks', '2026-03-18'],
    ['end of the month', '2026-03-31'],
    ['2026-04-01', '2026-04-01'],
    ['1st of April', '2026-04-01'],
    ['end of Q2', '2026-06-30'],
    ['mid-March', '2026-03-15'],
    ['EOY', '2026-12-31'],
    ['the week after next', '2026-03-16'],
    ['this coming Friday', '2026-03-06'],
    ['Christmas Eve', '2026-12-24'],
  ])('%s is %s, ahead', async (words, day) => {
    expect(await read('date', words)).toBe(day);
  });

  it('skips the months that have no such day', async () => {
    expect(await read('date', 'the 31st', { now: '2026-04-02T12:00:00-04:00' })).toBe('2026-05-31');
    expect(await read('date', 'the 30th', { now: '2026-02-02T12:00:00-05:00' })).toBe('2026-03-30');
    expect(await read('date', 'end of month', { now: '2026-02-02T12:00:00-05:00' })).toBe('2026-02-28');
  });

  it.each(['Feb 30', '31 April', 'March'])('%s is no day ahead', async (words) => {
    expect(await read('date', words)).toBe('missing');
  });

  it('looks back for when something was written, and search leaves the day itself out', async () => {
    expect(await read('date', 'Monday', { sets: ['created'] })).toBe('2026-03-02');
    expect(await read('date', 'Monday', { sets: ['query.after'], request: 'posts since Monday' })).toBe('2026-03-01');
    expect(await read('date', 'Monday', { sets: ['query.after'], request: 'posts after Monday' })).toBe('2026-03-02');
    expect(await read('date', 'Monday', { sets: ['query.before'] })).toBe('2026-03-02');
  });
});

describe('duration', () => {
  it.each([
    ['45 mins', 2700],
    ['two hours', 7200],
    ['an hour and a half', 5400],
    ['half an hour', 1800],
    ['1h30', 5400],
    ['a quarter of an hour', 900],
    ['a couple of hours', 7200],
    ['25', 1500],
    ['until 3pm', 16200],
    ['3pm', 16200],
    ['until tomorrow', 81000],
    ['this afternoon', 27000],
    ['the rest of the day', 23400],
    ['overnight', 81000],
  ])('%s is %i seconds', async (words, seconds) => {
    expect(await read('duration', words)).toEqual({ seconds });
  });

  it.each(['forever', 'until yesterday', '0'])('%j is no length', async (words) => {
    expect(await read('duration', words)).toBe('missing');
  });
});

describe('period', () => {
  const day = (text: string): number => Date.parse(`${text}T00:00:00-05:00`) / 1000;

  it.each([
    ['last week', day('2026-02-23'), day('2026-03-02')],
    ['yesterday', day('2026-03-03'), day('2026-03-04')],
    ['Monday', day('2026-03-02'), day('2026-03-03')],
    ['since Monday', day('2026-03-02'), undefined],
    ['before March 2', undefined, day('2026-03-02')],
    ['until March 2', undefined, day('2026-03-03')],
    ['between March 1 and March 3', day('2026-03-01'), day('2026-03-04')],
    ['February', day('2026-02-01'), day('2026-03-01')],
    ['the last 3 hours', now / 1000 - 10800, undefined],
    ['two days', now / 1000 - 172800, undefined],
    ['older than Monday', undefined, day('2026-03-02')],
    ['older than 30 days', undefined, now / 1000 - 30 * 86400],
    ['last month', day('2026-02-01'), day('2026-03-01')],
    ['from last week', day('2026-02-23'), day('2026-03-02')],
    ['from Monday on', day('2026-03-02'), undefined],
    ['after last week', day('2026-03-02'), undefined],
    ['today', day('2026-03-04'), undefined],
    ['this month', day('2026-03-01'), undefined],
    ['Jan 5-10', day('2026-01-05'), day('2026-01-11')],
    ['Mon-Wed', day('2026-03-02'), day('2026-03-05')],
    ['9am to 11am', day('2026-03-04') + 9 * 3600, day('2026-03-04') + 11 * 3600],
    ['yesterday between 2pm and 4pm', day('2026-03-03') + 14 * 3600, day('2026-03-03') + 16 * 3600],
    ['the weekend', day('2026-02-28'), day('2026-03-02')],
    ['year to date', day('2026-01-01'), undefined],
    ['the week of Feb 25', day('2026-02-23'), day('2026-03-02')],
    ['all of February', day('2026-02-01'), day('2026-03-01')],
    ['2026-03-01..2026-03-03', day('2026-03-01'), day('2026-03-04')],
  ])('%s', async (words, from, to) => {
    expect(await read('period', words)).toEqual({
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
  });

  it('looks ahead for what is due or arrives', async () => {
    const due = { sets: ['due_date', 'due_date.lt'] };
    expect(await read('period', 'before March 15', due)).toEqual({ to: day('2026-03-15') + -3600 });
    expect(await read('period', 'on Friday', due)).toEqual({ from: day('2026-03-06'), to: day('2026-03-07') });
    expect(await read('period', 'overdue', due)).toEqual({ to: now / 1000 });
  });

  it('takes the preposition that stands before the words', async () => {
    expect(await read('period', 'Monday', { request: 'what was posted since Monday' })).toEqual({
      from: day('2026-03-02'),
    });
    expect(await read('period', 'March 2', { request: 'everything before March 2' })).toEqual({
      to: day('2026-03-02'),
    });
  });
});
