import type { Json, JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { asObject, asText, counted, read, readPages, telling } from './wire.ts';

/** The fields of a user object that people and later steps need, with those of its profile. */
function shaped(item: Json | undefined): JsonObject {
  const user = asObject(item);
  const profile = telling(asObject(user.profile), [
    'real_name',
    'display_name',
    'email',
    'title',
    'phone',
    'pronouns',
    'status_text',
    'status_emoji',
    'status_expiration',
  ]);
  return { ...telling(user, ['id', 'name', 'real_name', 'deleted', 'is_bot', 'is_admin', 'tz', 'locale']), profile };
}

/** https://docs.slack.dev/reference/methods/users.list */
export const listUsers = defineTool({
  name: 'slack.users.list',
  title: 'List people',
  description: 'List everyone in the workspace.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    limit: { kind: 'integer', description: 'How many at most', sets: ['limit'] },
    include_locale: { kind: 'boolean', description: 'With the language of each person', sets: ['include_locale'] },
  },
  effectText: () => 'List the people of the workspace',
  async run(args, api) {
    const { items, more } = await readPages(
      api,
      'users.list',
      'members',
      { include_locale: args.include_locale },
      args.limit ?? 1000,
    );
    return { data: { members: items.map(shaped), has_more: more }, summary: counted(items.length, 'person', 'people') };
  },
});

/** https://docs.slack.dev/reference/methods/users.info */
export const userInfo = defineTool({
  name: 'slack.users.info',
  title: 'Look up a person',
  description: 'See the Slack profile of one person.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    user: {
      kind: 'slack.user',
      description: 'Person to look up',
      required: true,
      sets: ['user'],
      refs: ['person', 'email'],
      also: ['me'],
    },
    include_locale: {
      kind: 'boolean',
      description: 'With the language that the person uses',
      sets: ['include_locale'],
    },
  },
  effectText: (args, labels) => `Look up ${labels.user ?? args.user.name}`,
  async run(args, api) {
    const body = await read(api, 'users.info', { user: args.user.id, include_locale: args.include_locale });
    const user = shaped(body.user);
    const profile = asObject(user.profile);
    const about = [asText(profile.title), asText(profile.email), asText(profile.status_text)].filter(
      (part) => part !== '',
    );
    return { data: { user }, summary: [asText(user.real_name), ...about].join(', ') };
  },
});

/** https://docs.slack.dev/reference/methods/users.lookupByEmail */
export const lookupByEmail = defineTool({
  name: 'slack.users.lookupByEmail',
  title: 'Find a person by email',
  description: 'See who has an email address in the workspace.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: { email: { kind: 'email', description: 'Email address', required: true, sets: ['email'] } },
  effectText: (args) => `Look for ${args.email} in Slack`,
  async run(args, api) {
    const body = await read(api, 'users.lookupByEmail', { email: args.email });
    const user = shaped(body.user);
    return { data: { user }, summary: `${args.email} is ${asText(user.real_name)} (@${asText(user.name)})` };
  },
});
