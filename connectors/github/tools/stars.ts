import { defineTool } from '../../kit/guest.ts';
import { fullName } from '../request.ts';
import { repo } from './params.ts';

function starPath(where: { owner: string; repo: string }): string {
  return `/user/starred/${encodeURIComponent(where.owner)}/${encodeURIComponent(where.repo)}`;
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
    await api.send({ method: 'PUT', path: starPath(args.repo) });
    return { data: { full_name: fullName(args.repo), starred: true }, summary: `Starred ${fullName(args.repo)}` };
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
    await api.send({ method: 'DELETE', path: starPath(args.repo) });
    return {
      data: { full_name: fullName(args.repo), starred: false },
      summary: `Took the star off ${fullName(args.repo)}`,
    };
  },
});
