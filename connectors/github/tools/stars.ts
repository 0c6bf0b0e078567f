import { defineTool, type ToolApi } from '../../kit/guest.ts';
import { readIfThere } from '../not-found.ts';
import { fullName } from '../request.ts';
import { repo } from './params.ts';

function starPath(where: { owner: string; repo: string }): string {
  return `/user/starred/${encodeURIComponent(where.owner)}/${encodeURIComponent(where.repo)}`;
}

/** https://docs.github.com/rest/activity/starring#check-if-a-repository-is-starred-by-the-authenticated-user */
async function isStarred(api: ToolApi, where: { owner: string; repo: string }): Promise<boolean> {
  return (await readIfThere(api, { method: 'GET', path: starPath(where) })) !== null;
}

/** https://docs.github.com/rest/activity/starring#star-a-repository-for-the-authenticated-user */
export const starRepo = defineTool({
  name: 'github.repos.star',
  title: 'Star a repository',
  description: 'Adds a repository to the own stars.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.repos.unstar', text: 'Take the star back.' },
  params: { repo },
  effectText: (args) => `Star ${fullName(args.repo)}`,
  async run(args, api) {
    const name = fullName(args.repo);
    const before = await isStarred(api, args.repo);
    await api.send({ method: 'PUT', path: starPath(args.repo) });
    const data = { full_name: name, starred: true };
    if (before) return { data, summary: `${name} had your star already` };
    return {
      data,
      summary: `Starred ${name}`,
      undo: [{ tool: 'github.repos.unstar', args: { repo: args.repo }, text: `Take the star off ${name}.` }],
    };
  },
});

/** https://docs.github.com/rest/activity/starring#unstar-a-repository-for-the-authenticated-user */
export const unstarRepo = defineTool({
  name: 'github.repos.unstar',
  title: 'Unstar a repository',
  description: 'Removes a repository from the own stars.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.repos.star', text: 'Star it again.' },
  params: { repo },
  effectText: (args) => `Take the star off ${fullName(args.repo)}`,
  async run(args, api) {
    const name = fullName(args.repo);
    const before = await isStarred(api, args.repo);
    await api.send({ method: 'DELETE', path: starPath(args.repo) });
    const data = { full_name: name, starred: false };
    if (!before) return { data, summary: `${name} had no star of yours` };
    return {
      data,
      summary: `Took the star off ${name}`,
      undo: [{ tool: 'github.repos.star', args: { repo: args.repo }, text: `Star ${name} again.` }],
    };
  },
});
