import type { JsonObject } from '../../../shared/index.ts';
import { defineTool, type UndoCall } from '../../kit/guest.ts';
import { recurrenceOf, recurrenceWords } from './recurrence.ts';
import { asObject, asObjects, asText, counted, read, short, telling, write } from './wire.ts';

const fields = ['id', 'text', 'time', 'recurring', 'recurrence', 'complete_ts'];

/**
 * https://docs.slack.dev/reference/methods/reminders.add: `time` is an epoch in seconds as text, or a phrase for what
 * recurs without a first time; `recurrence` is `{frequency, weekdays}`.
 */
export const addReminder = defineTool({
  name: 'slack.reminders.add',
  title: 'Set a reminder',
  description: 'Have Slack remind you of something at a time, or again and again.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.reminders.delete', text: 'The reminder can be deleted.' },
  params: {
    text: { kind: 'text', description: 'What to be reminded of', required: true, sets: ['text'] },
    when: {
      kind: 'when',
      description: 'When to be reminded',
      sets: ['time'],
      refs: ['when', 'date', 'time', 'duration'],
    },
    every: {
      kind: 'text',
      description: 'How it repeats, if it does',
      sets: ['recurrence'],
      refs: ['recurrence'],
      also: ['every day', 'every weekday', 'every Monday'],
    },
  },
  effectText(args, labels) {
    const when = args.when ? ` at ${labels.when ?? args.when.iso}` : '';
    return `Remind you to ${args.text}${when}${args.every ? `, ${args.every}` : ''}`;
  },
  async run(args, api) {
    if (!args.when && args.every === undefined) throw new Error('Say when to be reminded.');
    // A recurrence alone goes as a phrase, which Slack reads itself; with a first time it goes as a rule.
    const recurrence = args.when && args.every !== undefined ? recurrenceOf(args.every, args.when.iso) : undefined;
    const body = await write(api, 'reminders.add', {
      text: args.text,
      time: args.when ? String(args.when.epoch) : args.every,
      recurrence,
    });
    const reminder = telling(asObject(body.reminder), fields);
    const made = { id: asText(reminder.id), text: args.text };
    return {
      data: { reminder },
      summary: `Reminder set: ${short(args.text, 200)}`,
      undo:
        made.id === ''
          ? []
          : [{ tool: 'slack.reminders.delete', args: { reminder: made }, text: 'Delete the reminder.' }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/reminders.list */
export const listReminders = defineTool({
  name: 'slack.reminders.list',
  title: 'List reminders',
  description: 'See your Slack reminders.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {},
  effectText: () => 'List your reminders',
  async run(_args, api) {
    const body = await read(api, 'reminders.list');
    const reminders = asObjects(body.reminders).map((reminder) => telling(reminder, fields));
    return { data: { reminders }, summary: counted(reminders.length, 'reminder') };
  },
});

/**
 * What sets a reminder again as reminders.info tells it. Empty where Slack does not tell enough: its time when it
 * repeats, or how it repeats; or where it is done already.
 */
function setAgain(reminder: JsonObject): readonly UndoCall[] {
  const { time, complete_ts: done, recurring } = reminder;
  const text = asText(reminder.text);
  if (typeof time !== 'number' || text === '' || (typeof done === 'number' && done > 0)) return [];
  const every = recurring === true ? recurrenceWords(asObject(reminder.recurrence)) : undefined;
  if (recurring === true && every === undefined) return [];
  const when = { iso: new Date(time * 1000).toISOString(), epoch: time };
  return [
    {
      tool: 'slack.reminders.add',
      args: { text, when, ...(every === undefined ? {} : { every }) },
      text: `Set the reminder “${short(text)}” again.`,
    },
  ];
}

/** https://docs.slack.dev/reference/methods/reminders.delete; what it says is read from reminders.info first. */
export const deleteReminder = defineTool({
  name: 'slack.reminders.delete',
  title: 'Delete a reminder',
  description: 'Cancel one of your Slack reminders.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.reminders.add',
    text: 'The reminder can be set again, if its time has not passed.',
  },
  params: {
    reminder: {
      kind: 'slack.reminder',
      description: 'Reminder to delete',
      required: true,
      sets: ['reminder'],
      refs: ['task', 'query', 'date', 'time', 'recurrence', 'when'],
    },
  },
  effectText: (args, labels) => `Delete the reminder “${labels.reminder ?? args.reminder.text}”`,
  async run(args, api) {
    const former = asObject((await read(api, 'reminders.info', { reminder: args.reminder.id })).reminder);
    await write(api, 'reminders.delete', { reminder: args.reminder.id });
    return {
      data: { reminder: args.reminder.id },
      summary: `Deleted the reminder “${short(args.reminder.text, 200)}”`,
      undo: setAgain(former),
    };
  },
});
