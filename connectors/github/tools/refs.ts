import { defineTool } from '../../kit/guest.ts';
import { fullName, repoPath } from '../request.ts';
import { pick, textAt } from '../shape.ts';
import { repo } from './params.ts';
import { commitOf, refPath } from './ref-paths.ts';

const VERSION = /^v?\d+(?:\.\d+){1,3}(?:[-+][\w.-]+)?$/i;

interface NewRef {
  readonly ref: string;
  readonly type?: 'branch' | 'tag' | undefined;
}

/** The full name of a new branch or tag: `refs/heads/hotfix`. A name that is a version is a tag unless said otherwise. */
function refName(args: NewRef): { name: string; type: 'branch' | 'tag'; full: string } {
  // "the hotfix branch", "tag nightly": the noun says what it is and is no part of the name.
  const said = args.ref.trim().replace(/^(?:the|a|an)\s+/i, '');
  const [, before, bare = said, after] = /^(?:(branch|tag)\s+)?(\S+)(?:\s+(branch|tag))?$/i.exec(said) ?? [];
  const [, full, name = bare] = /^refs\/(heads|tags)\/(.+)$/.exec(bare) ?? [];
  const noun = (before ?? after)?.toLowerCase();
  const isTag = full === 'tags' || noun === 'tag' || (full === undefined && noun === undefined && VERSION.test(name));
  const type = args.type ?? (isTag ? 'tag' : 'branch');
  return { name, type, full: `refs/${type === 'tag' ? 'tags' : 'heads'}/${name}` };
}

/** What Git takes as a name (https://git-scm.com/docs/git-check-ref-format). */
function checkName(name: string): void {
  const parts = name.split('/');
  const bad =
    /[\s~^:?*[\\\u007f]|\.\.|@\{/.test(name) ||
    name === '@' ||
    name.endsWith('.') ||
    parts.some((part) => part === '' || part.startsWith('.') || part.endsWith('.lock'));
  if (bad)
    throw new Error(`“${name}” cannot be the name of a branch or tag: no spaces, "..", "~", "^", ":", "?", "*".`);
}

/** https://docs.github.com/rest/git/refs#create-a-reference */
export const createRef = defineTool({
  name: 'github.repos.create_ref',
  title: 'Create a branch or tag',
  description: 'Creates a new branch or a plain tag in a repository, starting at a branch, tag or commit.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.repos.delete_ref', text: 'Delete the new branch or tag.' },
  params: {
    repo,
    ref: { kind: 'text', description: 'The name of the new branch or tag', required: true, sets: ['ref'] },
    type: { kind: 'enum', values: ['branch', 'tag'], description: 'Whether it is a branch or a tag', sets: [] },
    from: {
      kind: 'github.branch',
      description: 'The branch, tag or commit that it starts at; the default branch if not said',
      within: ['repo'],
      also: ['the default branch'],
      sets: ['sha'],
    },
  },
  effectText(args) {
    const { name, type } = refName(args);
    return `Create the ${type} ${name} in ${fullName(args.repo)} at ${args.from ?? 'the default branch'}`;
  },
  async run(args, api) {
    const { name, type, full } = refName(args);
    checkName(name);
    const sha = await commitOf(api, args.repo, args.from ?? 'HEAD');
    const body = { ref: full, sha };
    const response = await api.send({ method: 'POST', path: repoPath(args.repo, '/git/refs'), body });
    return {
      data: { ...pick(response.body, ['ref', 'url', 'object.sha', 'object.type']), name },
      summary: `Created the ${type} ${name} in ${fullName(args.repo)} at ${sha.slice(0, 7)}`,
      undo: [
        {
          tool: 'github.repos.delete_ref',
          args: { repo: args.repo, ref: full, sha },
          text: `Delete the ${type} ${name} of ${fullName(args.repo)}.`,
        },
      ],
    };
  },
});

/**
 * https://docs.github.com/rest/git/refs#delete-a-reference, only while nobody has moved it: commits that were pushed to a
 * branch since are not thrown away.
 */
export const deleteRef = defineTool({
  name: 'github.repos.delete_ref',
  title: 'Delete a branch or tag',
  description: 'Deletes a branch or tag that still is at the given commit.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'call', tool: 'github.repos.create_ref', text: 'Create it again at the same commit.' },
  params: {
    repo,
    ref: { kind: 'text', description: 'The full name: refs/heads/hotfix', required: true, sets: [] },
    sha: { kind: 'text', description: 'The commit that it must be at', required: true, sets: [] },
  },
  effectText: (args) => `Delete ${args.ref} of ${fullName(args.repo)}, at ${args.sha.slice(0, 7)}`,
  async run(args, api) {
    const now = await api.send({ method: 'GET', path: refPath(args.repo, args.ref) });
    if (textAt(now.body, 'object.sha') !== args.sha)
      throw new Error(`${args.ref} of ${fullName(args.repo)} has moved on since; it was not deleted.`);
    await api.send({ method: 'DELETE', path: refPath(args.repo, args.ref, 'refs') });
    return {
      data: { ref: args.ref, deleted: true },
      summary: `Deleted ${args.ref} of ${fullName(args.repo)}`,
      undo: [
        {
          tool: 'github.repos.create_ref',
          args: { repo: args.repo, ref: args.ref, from: args.sha },
          text: `Create ${args.ref} of ${fullName(args.repo)} again.`,
        },
      ],
    };
  },
});
