import type { Json } from '../../../shared/index.ts';
import { defineTool, type UndoCall } from '../../kit/guest.ts';
import { snoozeBefore } from './before.ts';
import { asObject, counted, pick, write } from './wire.ts';

/**
 * https://docs.slack.dev/reference/methods/dnd.setSnooze. This method takes no JSON body (its content type is the form
 * alone), so the minutes go into the query, which every method reads.
 */
export const setSnooze = defineTool({
  name: 'slack.dnd.setSnooze',
  title: 'Snooze notifications',
  description: 'Pause your Slack notifications (do not disturb) for a while or until a time.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.dnd.endSnooze', text: 'The snooze can be ended, or set to what it was.' },
  params: {
    duration: {
      kind: 'duration',
      description: 'How long, or until when',
      required: true,
      sets: ['num_minutes'],
      refs: ['duration', 'time', 'when', 'date'],
      also: ['10', '15', '20', '25', '30', '45', '50', '60', '90', '120', '180', '240'],
    },
  },
  effectText: (args, labels) =>
    `Snooze your Slack notifications: ${labels.duration ?? counted(minutes(args.duration.seconds), 'minute')}`,
  async run(args, api) {
    const num_minutes = minutes(args.duration.seconds);
    const former = await snoozeBefore(api);
    const answer = await api.send({ method: 'POST', path: '/api/dnd.setSnooze', query: { num_minutes } });
    const data: Json = pick(asObject(answer.body), ['snooze_enabled', 'snooze_endtime', 'snooze_remaining']);
    return {
      data,
      summary: `Notifications are snoozed for ${counted(num_minutes, 'minute')}`,
      undo:
        former > 0
          ? [snoozeAgain(former)]
          : [{ tool: 'slack.dnd.endSnooze', args: {}, text: 'Turn the notifications back on.' }],
    };
  },
});

function minutes(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60));
}

/** A snooze that is as long as what was left of a former one: Slack takes a length, not an end. */
function snoozeAgain(seconds: number): UndoCall {
  const text = `Snooze the notifications for ${counted(minutes(seconds), 'minute')}, as before.`;
  return { tool: 'slack.dnd.setSnooze', args: { duration: { seconds } }, text };
}

/** https://docs.slack.dev/reference/methods/dnd.endSnooze */
export const endSnooze = defineTool({
  name: 'slack.dnd.endSnooze',
  title: 'End the snooze',
  description: 'Turn your Slack notifications back on.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.dnd.setSnooze',
    text: 'The notifications can be snoozed again for what was left.',
  },
  params: {},
  effectText: () => 'Turn your Slack notifications back on',
  async run(_args, api) {
    const former = await snoozeBefore(api);
    const body = await write(api, 'dnd.endSnooze');
    return {
      data: pick(body, ['snooze_enabled', 'dnd_enabled']),
      summary: 'Notifications are on again',
      undo: former > 0 ? [snoozeAgain(former)] : [],
    };
  },
});
