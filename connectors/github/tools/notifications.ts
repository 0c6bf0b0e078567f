import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { bodyOf, count, isoTime, present, quote, readPages } from '../request.ts';
import { at, pickAll, textAt } from '../shape.ts';
import { limit, ofRepo, READ_CAP } from './params.ts';

/** https://docs.github.com/rest/activity/notifications#list-notifications-for-the-authenticated-user */
export const listNotifications = defineTool({
  name: 'github.notifications.list',
  title: 'List notifications',
  description: 'Lists the own GitHub notifications (the inbox).',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {
    all: { kind: 'boolean', description: 'Also those already read', sets: ['all'] },
    participating: { kind: 'boolean', description: 'Only where I take part or am mentioned', sets: ['participating'] },
    since: { kind: 'period', description: 'Only updated since then', sets: ['since'] },
    before: { kind: 'when', description: 'Only updated before then', sets: ['before'] },
    limit,
  },
  effectText: (args) => `List your ${args.all === true ? '' : 'unread '}GitHub notifications`,
  async run(args, api) {
    const since = args.since?.from;
    const query = present<string | boolean>({
      all: args.all,
      participating: args.participating,
      since: since === undefined ? undefined : isoTime(since),
      before: args.before === undefined ? undefined : isoTime(args.before.epoch),
    });
    const { records } = await readPages(api, '/notifications', query, args.limit ?? READ_CAP);
    const data = pickAll(records, [
      'id',
      'unread',
      'reason',
      'updated_at',
      'subject.title',
      'subject.type',
      'subject.url',
      'repository.full_name',
    ]);
    const newest = data[0] === undefined ? '' : `, newest: ${textAt(data[0], 'subject.title')}`;
    return {
      data,
      summary: `${count(data.length, args.all === true ? 'notification' : 'unread notification')}${newest}`,
    };
  },
});

/** https://docs.github.com/rest/activity/notifications#mark-notifications-as-read */
export const markNotificationsRead = defineTool({
  name: 'github.notifications.mark_read',
  title: 'Mark all notifications as read',
  description: 'Marks all own GitHub notifications as read, or all up to a moment.',
  effect: 'write',
  undo: { kind: 'none', text: 'GitHub has no way to mark them as unread again.' },
  params: {
    before: { kind: 'when', description: 'Only those updated before then', sets: ['last_read_at'] },
  },
  effectText: (args, labels) =>
    `Mark all your GitHub notifications${args.before === undefined ? '' : ` from before ${labels.before ?? args.before.iso}`} as read`,
  async run(args, api) {
    const body: JsonObject = args.before === undefined ? {} : { last_read_at: isoTime(args.before.epoch) };
    await api.send({ method: 'PUT', path: '/notifications', ...bodyOf(body) });
    return { data: { read: true, ...body }, summary: 'Marked the notifications as read' };
  },
});

/** https://docs.github.com/rest/activity/notifications#mark-a-thread-as-read */
export const markThreadRead = defineTool({
  name: 'github.notifications.mark_thread_read',
  title: 'Mark a notification as read',
  description: 'Marks one own GitHub notification as read: the one about an issue, a pull request or a release.',
  effect: 'write',
  undo: { kind: 'none', text: 'GitHub’s API cannot mark it as unread again; its inbox on the web can.' },
  params: {
    notification: {
      kind: 'github.notification',
      description: 'The notification: "the rate limiter one", "#118", its id',
      required: true,
      within: ['repo'],
      sets: ['thread_id'],
      refs: ['issue', 'pr'],
    },
    repo: ofRepo,
  },
  effectText: ({ notification }) =>
    `Mark the notification ${quote(notification.title)} of ${notification.repo} as read`,
  async run({ notification }, api) {
    const path = `/notifications/threads/${encodeURIComponent(notification.id)}`;
    const before = await api.send({ method: 'GET', path });
    const data = { id: notification.id, title: notification.title, repository: notification.repo, unread: false };
    if (at(before.body, 'unread') === false) return { data, summary: `${quote(notification.title)} was read already` };
    await api.send({ method: 'PATCH', path });
    return { data, summary: `Marked ${quote(notification.title)} as read` };
  },
});
