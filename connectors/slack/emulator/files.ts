import type { JsonObject } from '../../../shared/index.ts';
import { type Args, findChannel, findUser, type Method, SlackError } from './method.ts';
import type { State, StoredFile } from './state.ts';

const images = ['png', 'jpg', 'gif', 'webp', 'svg', 'heic'];
const others = ['pdf', 'zip', 'gdoc', 'gsheet', 'gpres', 'space', 'post'];

/** What each value of `types` holds (https://docs.slack.dev/reference/methods/files.list#types). */
const types: Readonly<Record<string, (file: StoredFile) => boolean>> = {
  all: () => true,
  spaces: (file) => file.filetype === 'space' || file.filetype === 'post',
  snippets: (file) => !images.includes(file.filetype) && !others.includes(file.filetype),
  images: (file) => images.includes(file.filetype),
  gdocs: (file) => file.filetype.startsWith('g') && others.includes(file.filetype),
  zips: (file) => file.filetype === 'zip',
  pdfs: (file) => file.filetype === 'pdf',
};

function typesOf(args: Args): ((file: StoredFile) => boolean)[] {
  return (args.text('types') ?? 'all').split(',').map((name) => {
    const test = types[name.trim()];
    if (!test) throw new SlackError('unknown_type');
    return test;
  });
}

function showFile(state: State, file: StoredFile): JsonObject {
  const { channel, ...stored } = file;
  const isPublic = state.channels.some((one) => one.id === channel && one.type === 'public_channel');
  const slug = file.name.toLowerCase().replace(/[^a-z0-9.]+/g, '_');
  const site = `https://${state.team.domain}.slack.com/files`;
  return {
    ...stored,
    timestamp: file.created,
    mode: 'hosted',
    is_external: false,
    is_public: isPublic,
    channels: isPublic ? [channel] : [],
    groups: isPublic ? [] : [channel],
    ims: [],
    permalink: `${site}/${file.user}/${file.id}/${slug}`,
  };
}

/** The `files.*` methods that Thimble uses (https://docs.slack.dev/reference/methods?family=files). */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.list'(state, args) {
    const [channel, user] = [args.text('channel'), args.text('user')];
    if (channel !== undefined) findChannel(state, channel);
    if (user !== undefined) findUser(state, user);
    const tests = typesOf(args);
    const [from, to] = [args.number('ts_from') ?? 0, args.number('ts_to') ?? Number.POSITIVE_INFINITY];
    const seen = new Set(
      state.channels
        .filter((one) => one.type === 'public_channel' || one.members.includes(state.me))
        .map((one) => one.id),
    );
    const found = state.files
      .filter(
        (file) =>
          seen.has(file.channel) &&
          (channel === undefined || file.channel === channel) &&
          (user === undefined || file.user === user) &&
          tests.some((test) => test(file)) &&
          file.created >= from &&
          file.created <= to,
      )
      .sort((a, b) => b.created - a.created);
    const count = Math.min(Math.max(1, Math.floor(args.number('count') ?? 100)), 1000);
    const page = Math.max(1, Math.floor(args.number('page') ?? 1));
    return {
      files: found.slice((page - 1) * count, page * count).map((file) => showFile(state, file)),
      paging: { count, total: found.length, page, pages: Math.ceil(found.length / count) },
    };
  },
};
