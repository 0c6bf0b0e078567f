import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { releaseFields, releaseRowFields } from '../fields.ts';
import { readIfThere } from '../not-found.ts';
import { count, fullName, present, quote, readPages, repoPath } from '../request.ts';
import { at, pick, pickAll, textAt } from '../shape.ts';
import { limit, READ_CAP, repo } from './params.ts';
import { commitOf, refPath } from './ref-paths.ts';

/** https://docs.github.com/rest/releases/releases#create-a-release */
export const createRelease = defineTool({
  name: 'github.releases.create',
  title: 'Publish a release',
  description: 'Creates a release of a repository with a version tag, published or as a draft.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.releases.delete',
    text: 'Delete the release, and its tag if it is new; watchers have been notified, and a discussion stays.',
  },
  params: {
    repo,
    tag: {
      kind: 'github.branch',
      description: 'The version tag: "v2.4.0", "the next patch version"',
      required: true,
      within: ['repo'],
      sets: ['tag_name'],
    },
    name: { kind: 'text', description: 'The title of the release', sets: ['name'] },
    body: { kind: 'text', description: 'The release notes', sets: ['body'] },
    target: {
      kind: 'github.branch',
      description: 'The branch or commit to tag; the default branch if not said',
      within: ['repo'],
      sets: ['target_commitish'],
    },
    draft: { kind: 'boolean', description: 'Keep it as an unpublished draft', sets: ['draft'] },
    prerelease: { kind: 'boolean', description: 'Mark it as a pre-release', sets: ['prerelease'] },
    generate_release_notes: {
      kind: 'boolean',
      description: 'Let GitHub write the notes',
      sets: ['generate_release_notes'],
    },
    make_latest: {
      kind: 'enum',
      values: ['true', 'false', 'legacy'],
      description: 'Whether it becomes the latest release',
      sets: ['make_latest'],
    },
    discussion: {
      kind: 'text',
      description: 'Category to open a discussion under',
      sets: ['discussion_category_name'],
    },
  },
  effectText(args) {
    const what = `${args.draft === true ? 'Draft' : 'Publish'} ${args.prerelease === true ? 'the pre-release' : 'the release'} ${args.tag}`;
    const parts = [`${what} of ${fullName(args.repo)}`];
    if (args.target !== undefined) parts.push(`from ${args.target}`);
    if (args.name !== undefined) parts.push(`titled ${quote(args.name)}`);
    if (args.body !== undefined) parts.push(`with the notes ${quote(args.body)}`);
    if (args.generate_release_notes === true) parts.push('with generated notes');
    if (args.make_latest === 'false') parts.push('not as the latest');
    if (args.make_latest === 'true') parts.push('as the latest');
    if (args.discussion !== undefined) parts.push(`with a discussion under ${args.discussion}`);
    return parts.join(', ');
  },
  async run(args, api) {
    const body: JsonObject = {
      tag_name: args.tag,
      ...present<string | boolean>({
        name: args.name,
        body: args.body,
        target_commitish: args.target,
        draft: args.draft,
        prerelease: args.prerelease,
        generate_release_notes: args.generate_release_notes,
        make_latest: args.make_latest,
        discussion_category_name: args.discussion,
      }),
    };
    const ref = `refs/tags/${args.tag}`;
    // Publishing makes the tag where there is none; to take that back, the commit must be known.
    const isNew = (await readIfThere(api, { method: 'GET', path: refPath(args.repo, ref) })) === null;
    const sha = isNew && args.draft !== true ? await commitOf(api, args.repo, args.target ?? 'HEAD') : null;
    const response = await api.send({ method: 'POST', path: repoPath(args.repo, '/releases'), body });
    const data = pick(response.body, releaseFields);
    const name = `${fullName(args.repo)} ${textAt(data, 'tag_name')}`;
    const undo = [
      {
        tool: 'github.releases.delete',
        args: { repo: args.repo, release: Number(at(data, 'id')), tag: args.tag },
        text: `Delete the release ${name}.`,
      },
      ...(sha === null
        ? []
        : [
            {
              tool: 'github.repos.delete_ref',
              args: { repo: args.repo, ref, sha },
              text: `Delete the tag ${args.tag} of ${fullName(args.repo)}.`,
            },
          ]),
    ];
    return { data, summary: `${data.draft === true ? 'Drafted' : 'Published'} ${name}`, undo };
  },
});

/** https://docs.github.com/rest/releases/releases#list-releases */
export const listReleases = defineTool({
  name: 'github.releases.list',
  title: 'List releases',
  description: 'Lists the releases (versions) of a repository, newest first.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: { repo, limit },
  effectText: (args) => `List the releases of ${fullName(args.repo)}`,
  async run(args, api) {
    const { records } = await readPages(api, repoPath(args.repo, '/releases'), {}, args.limit ?? READ_CAP);
    const data = pickAll(records, releaseRowFields);
    const newest = data[0] === undefined ? '' : `, newest: ${textAt(data[0], 'tag_name')}`;
    return { data, summary: `${count(data.length, 'release')} of ${fullName(args.repo)}${newest}` };
  },
});

/** https://docs.github.com/rest/releases/releases#get-the-latest-release */
export const latestRelease = defineTool({
  name: 'github.releases.latest',
  title: 'Show the latest release',
  description: 'Reads the latest release (the current version) of a repository.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: { repo },
  effectText: (args) => `Read the latest release of ${fullName(args.repo)}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: repoPath(args.repo, '/releases/latest') });
    const data = pick(response.body, releaseFields);
    return { data, summary: `${fullName(args.repo)} is at ${textAt(data, 'tag_name')}` };
  },
});

/** https://docs.github.com/rest/releases/releases#delete-a-release */
export const deleteRelease = defineTool({
  name: 'github.releases.delete',
  title: 'Delete a release',
  description: 'Deletes a release of a repository; its tag stays.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'none', text: 'A deleted release is gone; publish it again.' },
  params: {
    repo: { ...repo, sets: [] },
    release: { kind: 'integer', description: 'The id of the release', required: true, sets: [] },
    tag: { kind: 'text', description: 'Its tag, for the words', required: true, sets: [] },
  },
  effectText: (args) => `Delete the release ${args.tag} of ${fullName(args.repo)}`,
  async run(args, api) {
    await api.send({ method: 'DELETE', path: repoPath(args.repo, `/releases/${args.release}`) });
    return {
      data: { id: args.release, deleted: true },
      summary: `Deleted the release ${args.tag} of ${fullName(args.repo)}`,
    };
  },
});
