import { describe, expect, it } from 'vitest';
import { recurrenceOf, recurrenceWords } from './recurrence.ts';

describe('recurrenceWords', () => {
  it.each([
    [{ frequency: 'daily' }, 'every day'],
    [{ frequency: 'weekly', weekdays: ['monday', 'thursday'] }, 'every Monday and Thursday'],
    [{ frequency: 'biweekly', weekdays: ['friday'] }, 'every other Friday'],
    [{ frequency: 'monthly' }, 'every month'],
    [{ frequency: 'yearly' }, 'every year'],
  ])('says %j so that it is read as the same', (rule, words) => {
    expect(recurrenceWords(rule)).toBe(words);
    expect(recurrenceOf(words, '2026-03-05T09:00:00-05:00')).toEqual(rule);
  });

  it.each([
    [{}],
    [{ frequency: 'weekly' }],
    [{ frequency: 'weekly', weekdays: ['someday'] }],
    [{ frequency: 'daily', weekdays: ['monday'] }],
    [{ frequency: 'every full moon' }],
  ])('does not guess at %j', (rule) => {
    expect(recurrenceWords(rule)).toBeUndefined();
  });
});
