import { defineTool, type ToolArgs } from '../../kit/guest.ts';
import { count, fullName, readPages } from '../request.ts';
import { pickAll, textAt } from '../shape.ts';
import { language, limit, ofOrganization } from './params.ts';
import { qualifier, searchText } from './search-text.ts';

const params = {
  text: { kind: 'text', description: 'Words of the code to look for', required: true, sets: ['q'] },
  repo: { kind: 'github.repo', description: 'Only in this repository', sets: ['q.repo'] },
  org: ofOrganization,
  user: {
    kind: 'github.user',
    description: 'Only in the repositories of this person',
    also: ['me'],
    sets: ['q.user'],
  },
  path: { kind: 'text', description: 'Only in this folder', sets: ['q.path'] },
  filename: { kind: 'text', description: 'Only in files of this name', sets: ['q.filename'] },
  language,
  limit,
} as const;

/** https://docs.github.com/rest/search/search#search-code */
export const searchCode = defineTool({
  name: 'github.search.code',
  title: 'Search code',
  description: 'Finds the files whose code has the words: where a function is defined, used or configured.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params,
  effectText: (args) => `Search the code on GitHub for ${searchQuery(args)}`,
  async run(args, api) {
    const { records, total } = await readPages(
      api,
      '/search/code',
      { q: searchQuery(args) },
      args.limit ?? 30,
      'items',
    );
    const items = pickAll(records, ['name', 'path', 'html_url', 'repository.full_name']);
    const first = items[0];
    const best =
      first === undefined ? '' : `, first: ${textAt(first, 'path')} of ${textAt(first, 'repository.full_name')}`;
    return { data: { total_count: total, items }, summary: `${count(total, 'file')} found${best}` };
  },
});

/** https://docs.github.com/search-github/searching-on-github/searching-code: the REST API has only this older syntax. */
function searchQuery(args: ToolArgs<typeof params>): string {
  return searchText([
    args.text.trim(),
    qualifier('org', args.org?.login),
    qualifier('user', args.user?.login),
    qualifier('repo', args.repo && fullName(args.repo)),
    qualifier('path', args.path),
    qualifier('filename', args.filename),
    qualifier('language', args.language),
  ]);
}
