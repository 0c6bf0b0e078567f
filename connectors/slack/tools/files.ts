import { defineTool } from '../../kit/guest.ts';
import { namesOf, withAuthor } from './names.ts';
import { asObject, asObjects, asText, counted, pick, read } from './wire.ts';

const fields = ['id', 'name', 'title', 'filetype', 'size', 'user', 'created', 'permalink'];

/** https://docs.slack.dev/reference/methods/files.list, newest first; `ts_from` and `ts_to` in epoch seconds as text. */
export const listFiles = defineTool({
  name: 'slack.files.list',
  title: 'List files',
  description: 'List files shared in Slack, by channel, person, type or time.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    channel: { kind: 'slack.channel', description: 'Only from this channel', sets: ['channel'], refs: ['channel'] },
    user: {
      kind: 'slack.user',
      description: 'Only by this person',
      sets: ['user'],
      refs: ['person', 'email'],
      also: ['me'],
    },
    types: {
      kind: 'enum',
      description: 'Only files of this type',
      values: ['images', 'pdfs', 'snippets', 'gdocs', 'zips', 'spaces'],
      sets: ['types'],
    },
    since: {
      kind: 'period',
      description: 'Only files from then on',
      sets: ['ts_from'],
      refs: ['past', 'duration', 'date'],
    },
    until: { kind: 'period', description: 'Only files up to then', sets: ['ts_to'], refs: ['date'] },
    count: { kind: 'integer', description: 'How many at most', sets: ['count'] },
    page: { kind: 'integer', description: 'Which page of results', sets: ['page'], also: ['2'] },
    hidden: {
      kind: 'boolean',
      description: 'Also files hidden by the storage limit',
      sets: ['show_files_hidden_by_limit'],
    },
  },
  effectText(args, labels) {
    const whose = args.user ? ` of ${labels.user ?? args.user.name}` : '';
    const where = args.channel ? ` in ${labels.channel ?? `#${args.channel.name}`}` : '';
    return `List the files${whose}${where || (whose ? '' : ' in Slack')}`;
  },
  async run(args, api) {
    const from = args.since?.from ?? args.since?.to;
    const to = args.until?.to ?? args.until?.from;
    const body = await read(api, 'files.list', {
      channel: args.channel?.id,
      user: args.user?.id,
      types: args.types,
      ts_from: from === undefined ? undefined : String(from),
      ts_to: to === undefined ? undefined : String(to),
      count: args.count ?? 20,
      page: args.page,
      show_files_hidden_by_limit: args.hidden,
    });
    const listed = asObjects(body.files).map((file) => pick(file, fields));
    const names = await namesOf(
      api,
      listed.map(({ user }) => asText(user)),
    );
    const files = listed.map((file) => withAuthor(file, names));
    const { total } = asObject(body.paging);
    const all = typeof total === 'number' ? total : files.length;
    const shown = files.length < all ? `, ${files.length} of them shown` : '';
    return {
      data: { files, total: all },
      summary: all === 0 ? 'No files found' : `${counted(all, 'file')} found${shown}`,
    };
  },
});
