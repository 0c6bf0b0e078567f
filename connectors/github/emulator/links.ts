import type { JsonObject } from '../../../shared/index.ts';

/** The addresses that records carry, by the names and templates of GitHub's OpenAPI document. */

export const API = 'https://api.github.com';
export const WEB = 'https://github.com';

const suffixes = (base: string, names: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(names).map(([name, suffix]) => [name, `${base}${suffix}`]));

/** Of a user or an organization. */
export const userLinks = (login: string): JsonObject =>
  suffixes(`${API}/users/${login}`, {
    url: '',
    followers_url: '/followers',
    following_url: '/following{/other_user}',
    gists_url: '/gists{/gist_id}',
    starred_url: '/starred{/owner}{/repo}',
    subscriptions_url: '/subscriptions',
    organizations_url: '/orgs',
    repos_url: '/repos',
    events_url: '/events{/privacy}',
    received_events_url: '/received_events',
  });

/** Of an organization in the list of the own ones. */
export const orgLinks = (login: string): JsonObject =>
  suffixes(`${API}/orgs/${login}`, {
    url: '',
    repos_url: '/repos',
    events_url: '/events',
    hooks_url: '/hooks',
    issues_url: '/issues',
    members_url: '/members{/member}',
    public_members_url: '/public_members{/member}',
  });

/** Of a repository. @param name `owner/name` */
export const repoLinks = (name: string): JsonObject => ({
  html_url: `${WEB}/${name}`,
  clone_url: `${WEB}/${name}.git`,
  svn_url: `${WEB}/${name}`,
  git_url: `git://github.com/${name}.git`,
  ssh_url: `git@github.com:${name}.git`,
  ...suffixes(`${API}/repos/${name}`, {
    url: '',
    archive_url: '/{archive_format}{/ref}',
    assignees_url: '/assignees{/user}',
    blobs_url: '/git/blobs{/sha}',
    branches_url: '/branches{/branch}',
    collaborators_url: '/collaborators{/collaborator}',
    comments_url: '/comments{/number}',
    commits_url: '/commits{/sha}',
    compare_url: '/compare/{base}...{head}',
    contents_url: '/contents/{+path}',
    contributors_url: '/contributors',
    deployments_url: '/deployments',
    downloads_url: '/downloads',
    events_url: '/events',
    forks_url: '/forks',
    git_commits_url: '/git/commits{/sha}',
    git_refs_url: '/git/refs{/sha}',
    git_tags_url: '/git/tags{/sha}',
    hooks_url: '/hooks',
    issue_comment_url: '/issues/comments{/number}',
    issue_events_url: '/issues/events{/number}',
    issues_url: '/issues{/number}',
    keys_url: '/keys{/key_id}',
    labels_url: '/labels{/name}',
    languages_url: '/languages',
    merges_url: '/merges',
    milestones_url: '/milestones{/number}',
    notifications_url: '/notifications{?since,all,participating}',
    pulls_url: '/pulls{/number}',
    releases_url: '/releases{/id}',
    stargazers_url: '/stargazers',
    statuses_url: '/statuses/{sha}',
    subscribers_url: '/subscribers',
    subscription_url: '/subscription',
    tags_url: '/tags',
    teams_url: '/teams',
    trees_url: '/git/trees{/sha}',
  }),
});

/** Of an issue, or of a pull request as an issue. */
export const issueLinks = (name: string, number: number): JsonObject => ({
  repository_url: `${API}/repos/${name}`,
  ...suffixes(`${API}/repos/${name}/issues/${number}`, {
    url: '',
    comments_url: '/comments',
    events_url: '/events',
    labels_url: '/labels{/name}',
    timeline_url: '/timeline',
  }),
});

/** Of a pull request. @param sha of its head */
export function pullLinks(name: string, number: number, sha: string): JsonObject {
  const web = `${WEB}/${name}/pull/${number}`;
  const issue = `${API}/repos/${name}/issues/${number}`;
  const links = {
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    issue_url: issue,
    comments_url: `${issue}/comments`,
    statuses_url: `${API}/repos/${name}/statuses/${sha}`,
    review_comment_url: `${API}/repos/${name}/pulls/comments{/number}`,
    ...suffixes(`${API}/repos/${name}/pulls/${number}`, {
      url: '',
      commits_url: '/commits',
      review_comments_url: '/comments',
    }),
  } as JsonObject;
  const href = (field: string): JsonObject => ({ href: links[field] ?? null });
  return {
    ...links,
    _links: {
      self: href('url'),
      html: href('html_url'),
      issue: href('issue_url'),
      comments: href('comments_url'),
      review_comments: href('review_comments_url'),
      review_comment: href('review_comment_url'),
      commits: href('commits_url'),
      statuses: href('statuses_url'),
    },
  };
}

/** Of a workflow run. */
export const runLinks = (name: string, run: number, workflow: number): JsonObject => ({
  html_url: `${WEB}/${name}/actions/runs/${run}`,
  workflow_url: `${API}/repos/${name}/actions/workflows/${workflow}`,
  check_suite_url: `${API}/repos/${name}/check-suites/${run}`,
  ...suffixes(`${API}/repos/${name}/actions/runs/${run}`, {
    url: '',
    jobs_url: '/jobs',
    logs_url: '/logs',
    artifacts_url: '/artifacts',
    cancel_url: '/cancel',
    rerun_url: '/rerun',
  }),
});
