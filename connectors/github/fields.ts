/** Which fields of an answer are kept: those that people and later steps need. Lists have fewer, so that many fit. */

/** Fields of an issue that people and later steps need (`pull_request` tells a pull request from an issue). */
export const issueFields = [
  'id',
  'number',
  'title',
  'body',
  'state',
  'state_reason',
  'html_url',
  'repository_url',
  'locked',
  'comments',
  'created_at',
  'updated_at',
  'closed_at',
  'user.login',
  'assignee.login',
  'labels[].name',
  'assignees[].login',
  'milestone.title',
  'type.name',
  'pull_request.html_url',
] as const;

/** Fields of an issue in a list: what tells it from the others, so that many fit. The address says of which repository. */
export const issueRowFields = [
  'id',
  'number',
  'title',
  'state',
  'html_url',
  'user.login',
  'assignees[].login',
  'labels[].name',
  'comments',
  'created_at',
  'updated_at',
] as const;

/** Fields of a pull request. */
export const pullFields = [
  'id',
  'number',
  'title',
  'body',
  'state',
  'draft',
  'merged',
  'merged_at',
  'mergeable',
  'html_url',
  'user.login',
  'head.ref',
  'head.sha',
  'base.ref',
  'labels[].name',
  'assignees[].login',
  'requested_reviewers[].login',
  'commits',
  'additions',
  'deletions',
  'changed_files',
  'created_at',
  'updated_at',
] as const;

/** Fields of a pull request in a list. */
export const pullRowFields = [
  'id',
  'number',
  'title',
  'state',
  'draft',
  'html_url',
  'user.login',
  'head.ref',
  'base.ref',
  'requested_reviewers[].login',
  'merged_at',
  'updated_at',
] as const;

/** Fields of a repository. */
export const repoFields = [
  'id',
  'name',
  'full_name',
  'private',
  'owner.login',
  'owner.type',
  'description',
  'html_url',
  'clone_url',
  'fork',
  'default_branch',
  'language',
  'stargazers_count',
  'open_issues_count',
  'archived',
  'visibility',
  'pushed_at',
] as const;

/** Fields of a repository in a list. */
export const repoRowFields = [
  'id',
  'name',
  'full_name',
  'html_url',
  'owner.login',
  'private',
  'description',
  'language',
  'stargazers_count',
  'pushed_at',
] as const;

/** Fields of a release. */
export const releaseFields = [
  'id',
  'tag_name',
  'name',
  'body',
  'draft',
  'prerelease',
  'target_commitish',
  'html_url',
  'created_at',
  'published_at',
  'author.login',
] as const;

/** Fields of a release in a list. */
export const releaseRowFields = [
  'id',
  'tag_name',
  'name',
  'html_url',
  'draft',
  'prerelease',
  'published_at',
  'author.login',
] as const;

/** Fields of a workflow run. */
export const runFields = [
  'id',
  'name',
  'path',
  'run_number',
  'run_attempt',
  'event',
  'status',
  'conclusion',
  'head_branch',
  'head_sha',
  'display_title',
  'workflow_id',
  'html_url',
  'created_at',
  'updated_at',
  'actor.login',
  'triggering_actor.login',
] as const;

/** Fields of a workflow run in a list. */
export const runRowFields = [
  'id',
  'name',
  'status',
  'conclusion',
  'html_url',
  'head_branch',
  'event',
  'display_title',
  'created_at',
  'actor.login',
] as const;

/** Fields of a commit. */
export const commitFields = [
  'sha',
  'html_url',
  'commit.message',
  'commit.author.name',
  'commit.author.date',
  'author.login',
] as const;

/** Fields of a user or an organisation. */
export const userFields = [
  'login',
  'id',
  'type',
  'name',
  'email',
  'company',
  'bio',
  'html_url',
  'public_repos',
] as const;

/** Fields of a profile. */
export const profileFields = [
  ...userFields,
  'location',
  'blog',
  'twitter_username',
  'followers',
  'following',
  'created_at',
] as const;
