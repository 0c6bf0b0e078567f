import type { Json } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { count, fullName, present, repoPath } from '../request.ts';
import { asObject, pick, pickAll, textAt } from '../shape.ts';
import { decodeBase64 } from './base64.ts';
import { repo } from './params.ts';

const fileFields = ['type', 'name', 'path', 'sha', 'size', 'html_url', 'download_url'] as const;

/** https://docs.github.com/rest/repos/contents#get-repository-content */
export const getContents = defineTool({
  name: 'github.repos.get_contents',
  title: 'Read a file or folder',
  description: 'Reads a file of a repository, or lists a folder, on a branch, tag or commit.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {
    repo,
    path: {
      kind: 'text',
      description: 'Path of the file or folder in the repository',
      required: true,
      also: [
        'README.md',
        'CHANGELOG.md',
        'LICENSE',
        'CODEOWNERS',
        'Dockerfile',
        'package.json',
        'docs',
        'src',
        '.github/workflows',
        '.github/workflows/ci.yml',
        '.github/workflows/deploy.yml',
      ],
      sets: ['path'],
    },
    ref: {
      kind: 'github.branch',
      description: 'The branch, tag or commit to read from',
      within: ['repo'],
      sets: ['ref'],
    },
  },
  effectText: (args) => `Read ${args.path} of ${fullName(args.repo)}${args.ref === undefined ? '' : ` at ${args.ref}`}`,
  async run(args, api) {
    const path = args.path.trim().replace(/^\.?\/+|\/+$/g, '');
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const response = await api.send({
      method: 'GET',
      path: repoPath(args.repo, `/contents/${encoded}`),
      query: present<string>({ ref: args.ref }),
    });
    return { data: shapeContents(response.body), summary: contentsSummary(response.body, path, fullName(args.repo)) };
  },
});

/** A folder comes as a list, a file as an object whose `content` is Base64 with line breaks. */
function shapeContents(body: Json): Json {
  if (Array.isArray(body)) return pickAll(body, ['type', 'name', 'path', 'size', 'html_url']);
  const content = asObject(body).content;
  const shaped = pick(body, fileFields);
  if (typeof content === 'string' && textAt(body, 'encoding') === 'base64') shaped.content = decodeBase64(content);
  return shaped;
}

function contentsSummary(body: Json, path: string, where: string): string {
  if (Array.isArray(body)) return `${count(body.length, 'entry', 'entries')} in ${path || 'the root'} of ${where}`;
  return `${path} of ${where}, ${textAt(body, 'size')} bytes`;
}
