import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { repoFields } from '../fields.ts';
import { bodyOf, fullName, present, quote, repoPath } from '../request.ts';
import { pick, textAt } from '../shape.ts';
import { repo } from './params.ts';

/** What a new repository may be given, for people and organizations alike. */
const newRepo = {
  name: { kind: 'text', description: 'The name', required: true, sets: ['name'] },
  description: { kind: 'text', description: 'One line on what it is', sets: ['description'] },
  private: { kind: 'boolean', description: 'Private (true) or public (false)', sets: ['private'] },
  homepage: { kind: 'url', description: 'Its website', sets: ['homepage'] },
  auto_init: { kind: 'boolean', description: 'Start with a README', sets: ['auto_init'] },
  gitignore_template: {
    kind: 'enum',
    values: ['Node', 'Python', 'Go', 'Rust', 'Java', 'Ruby', 'Swift', 'Terraform'],
    description: 'The .gitignore to start with',
    sets: ['gitignore_template'],
  },
  license_template: {
    kind: 'enum',
    values: ['mit', 'apache-2.0', 'gpl-3.0', 'bsd-3-clause', 'mpl-2.0', 'unlicense'],
    description: 'The license to start with',
    sets: ['license_template'],
  },
  has_issues: { kind: 'boolean', description: 'Have issues', sets: ['has_issues'] },
  has_wiki: { kind: 'boolean', description: 'Have a wiki', sets: ['has_wiki'] },
  is_template: { kind: 'boolean', description: 'Make it a template for others', sets: ['is_template'] },
} as const;

interface NewRepo {
  readonly name: string;
  readonly description?: string | undefined;
  readonly private?: boolean | undefined;
  readonly homepage?: string | undefined;
  readonly auto_init?: boolean | undefined;
  readonly gitignore_template?: string | undefined;
  readonly license_template?: string | undefined;
  readonly has_issues?: boolean | undefined;
  readonly has_wiki?: boolean | undefined;
  readonly is_template?: boolean | undefined;
}

/** Only characters that GitHub keeps; it would turn the others into hyphens without asking. */
function repoName(name: string): string {
  const bare = name.trim().replace(/^["'“”‘’`]+|["'“”‘’`]+$/g, '');
  if (!/^[\w.-]{1,100}$/.test(bare))
    throw new Error(`“${bare}” cannot be a repository's name: letters, digits, ".", "-" and "_" only.`);
  return bare;
}

function newRepoBody(args: NewRepo): JsonObject {
  return {
    name: repoName(args.name),
    ...present<string | boolean>({
      description: args.description,
      private: args.private,
      homepage: args.homepage,
      auto_init: args.auto_init,
      gitignore_template: args.gitignore_template,
      license_template: args.license_template,
      has_issues: args.has_issues,
      has_wiki: args.has_wiki,
      is_template: args.is_template,
    }),
  };
}

function newRepoText(args: NewRepo, where: string): string {
  // GitHub makes a repository public when nothing is said; the card must say so.
  const parts = [`Create a ${args.private === true ? 'private' : 'public'} repository ${args.name} ${where}`];
  if (args.description !== undefined) parts.push(`described as ${quote(args.description)}`);
  if (args.homepage !== undefined) parts.push(`website ${args.homepage}`);
  if (args.auto_init === true) parts.push('with a README');
  if (args.gitignore_template !== undefined) parts.push(`with the ${args.gitignore_template} .gitignore`);
  if (args.license_template !== undefined) parts.push(`under the ${args.license_template} license`);
  if (args.has_issues === false) parts.push('without issues');
  if (args.has_wiki === false) parts.push('without a wiki');
  if (args.is_template === true) parts.push('as a template');
  return parts.join(', ');
}

/** GitHub's API could; what was pushed since would be lost, so that a person does it where GitHub asks twice. */
const cannotDelete = {
  kind: 'none',
  text: 'Thimble deletes no repositories; an owner can, in the settings of the repository on GitHub.',
} as const;

/** https://docs.github.com/rest/repos/repos#create-a-repository-for-the-authenticated-user */
export const createRepo = defineTool({
  name: 'github.repos.create',
  title: 'Create a personal repository',
  description: 'Creates a new repository under the own account.',
  effect: 'write',
  undo: cannotDelete,
  params: newRepo,
  effectText: (args) => newRepoText(args, 'under your own account'),
  async run(args, api) {
    const response = await api.send({ method: 'POST', path: '/user/repos', body: newRepoBody(args) });
    const data = pick(response.body, repoFields);
    return { data, summary: `Created ${textAt(data, 'full_name')}` };
  },
});

/** https://docs.github.com/rest/repos/repos#create-an-organization-repository */
export const createRepoInOrg = defineTool({
  name: 'github.repos.create_in_org',
  title: 'Create a repository in an organization',
  description: 'Creates a new repository in an organization (the company, the team).',
  effect: 'write',
  undo: cannotDelete,
  params: {
    org: {
      kind: 'github.user',
      description: 'The organization',
      required: true,
      also: ['our organization'],
      sets: ['org'],
    },
    ...newRepo,
  },
  effectText: (args) => newRepoText(args, `in ${args.org.login}`),
  async run(args, api) {
    const path = `/orgs/${encodeURIComponent(args.org.login)}/repos`;
    const response = await api.send({ method: 'POST', path, body: newRepoBody(args) });
    const data = pick(response.body, repoFields);
    return { data, summary: `Created ${textAt(data, 'full_name')}` };
  },
});

/** https://docs.github.com/rest/repos/forks#create-a-fork */
export const forkRepo = defineTool({
  name: 'github.repos.fork',
  title: 'Fork a repository',
  description: 'Makes a fork of a repository, under the own account or in an organization.',
  effect: 'write',
  undo: cannotDelete,
  params: {
    repo,
    organization: {
      kind: 'github.user',
      description: 'The organization to fork into; the own account if not said',
      sets: ['organization'],
    },
    name: { kind: 'text', description: 'Another name for the fork', sets: ['name'] },
    default_branch_only: { kind: 'boolean', description: 'Only the default branch', sets: ['default_branch_only'] },
  },
  effectText(args) {
    const where = args.organization === undefined ? 'to your own account' : `into ${args.organization.login}`;
    const name = args.name === undefined ? '' : ` as ${args.name}`;
    return `Fork ${fullName(args.repo)} ${where}${name}${args.default_branch_only === true ? ', default branch only' : ''}`;
  },
  async run(args, api) {
    const body: JsonObject = present<string | boolean>({
      organization: args.organization?.login,
      name: args.name === undefined ? undefined : repoName(args.name),
      default_branch_only: args.default_branch_only,
    });
    const response = await api.send({ method: 'POST', path: repoPath(args.repo, '/forks'), ...bodyOf(body) });
    const data = pick(response.body, repoFields);
    return { data, summary: `Forking ${fullName(args.repo)} to ${textAt(data, 'full_name')}; it may take a moment` };
  },
});
