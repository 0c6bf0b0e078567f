import { defineTool } from '../../kit/guest.ts';
import { profileFields, userFields } from '../fields.ts';
import { pick, textAt } from '../shape.ts';

/** https://docs.github.com/rest/users/users#get-the-authenticated-user */
export const getMe = defineTool({
  name: 'github.user.get',
  title: 'Show my account',
  description: 'Reads the GitHub account that is signed in: login, name, e-mail, company.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {},
  effectText: () => 'Read your GitHub account',
  async run(_args, api) {
    const response = await api.send({ method: 'GET', path: '/user' });
    const data = pick(response.body, userFields);
    return { data, summary: `Signed in to GitHub as ${textAt(data, 'login')}` };
  },
});

/** https://docs.github.com/rest/users/users#get-a-user */
export const getProfile = defineTool({
  name: 'github.user.get_by_username',
  title: 'Show a user',
  description: 'Reads the public GitHub profile of a person or organization: name, company, location, followers.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {
    user: { kind: 'github.user', description: 'Whose profile, by login or name', required: true, sets: ['username'] },
  },
  effectText: (args) => `Read the GitHub profile of ${args.user.login}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: `/users/${encodeURIComponent(args.user.login)}` });
    const data = pick(response.body, profileFields);
    const login = textAt(data, 'login');
    const name = textAt(data, 'name');
    return { data, summary: `${login}${name === '' || name === login ? '' : ` is ${name}`} on GitHub` };
  },
});
