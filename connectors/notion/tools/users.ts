import { defineTool } from '../../kit/guest.ts';
import { textOf } from '../json.ts';
import { counted, readList } from '../paging.ts';
import { shapeUser } from '../shape.ts';

/** `GET /v1/users`: everyone, people and bots; the API has no filter by name or email. */
export const listUsers = defineTool({
  name: 'notion.users.list',
  title: 'List Notion users',
  description: 'List the people and bots of the Notion workspace, or check whether somebody is a member.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    who: { kind: 'text', description: 'Somebody to look for, by name or email', sets: [], refs: ['person', 'email'] },
    count: { kind: 'integer', description: 'How many at most', sets: ['page_size'] },
  },
  effectText: () => 'List the users of the Notion workspace.',
  async run(args, api) {
    const limit = Math.min(Math.max(args.count ?? 300, 1), 300);
    const { items, more } = await readList(api, { method: 'GET', path: '/v1/users' }, limit);
    const results = items.map((item) => shapeUser(item));
    const wanted = args.who?.toLowerCase();
    const found = results.filter(
      (user) => wanted === undefined || `${textOf(user.name)} ${textOf(user.email)}`.toLowerCase().includes(wanted),
    );
    const names = found.map((user) => textOf(user.name)).join(', ');
    return {
      data: { object: 'list', results: found, has_more: more },
      summary:
        wanted === undefined
          ? `${counted(results.length, 'user', more)}: ${names}`
          : found.length
            ? `In the workspace: ${names}`
            : `Nobody in the workspace is called ${args.who ?? ''}.`,
    };
  },
});

/** `GET /v1/users/{user_id}` */
export const retrieveUser = defineTool({
  name: 'notion.users.retrieve',
  title: 'Look at a Notion user',
  description: 'Read the Notion profile of one person: name, email, whether it is a bot.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    user: {
      kind: 'notion.user',
      required: true,
      description: 'The person',
      sets: ['user_id'],
      refs: ['person', 'email'],
      also: ['me'],
    },
  },
  effectText: (args) => `Look at the Notion profile of ${args.user.name}.`,
  async run(args, api) {
    const answer = await api.send({ method: 'GET', path: `/v1/users/${args.user.id}` });
    const user = shapeUser(answer.body);
    const email = textOf(user.email);
    return { data: user, summary: `${textOf(user.name)}${email ? `, ${email}` : ''} (${textOf(user.type)}).` };
  },
});

/** `GET /v1/users/me`: the token's bot. */
export const retrieveMe = defineTool({
  name: 'notion.users.me',
  title: 'Look at the Notion integration',
  description: 'Read which Notion integration (bot) Thimble is connected as.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {},
  effectText: () => 'Look at the Notion integration that is connected.',
  async run(_args, api) {
    const answer = await api.send({ method: 'GET', path: '/v1/users/me' });
    const user = shapeUser(answer.body);
    return { data: user, summary: `Connected to Notion as ${textOf(user.name)}.` };
  },
});
