import type { Json, JsonObject } from '../../shared/index.ts';

/** The value as an object; an empty one when it is anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The value as an array; an empty one when it is anything else. */
export function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a dotted path (`user.login`); undefined where any part is missing. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let here: Json | undefined = value;
  for (const part of path.split('.')) here = asObject(here)[part];
  return here;
}

/** The value at a dotted path as text; empty where it is missing or not text or a number. */
export function textAt(value: Json | undefined, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/**
 * Copies only the named fields, keeping upstream names and nesting. `labels[].name` keeps one field of every member of
 * a list. Fields that the response lacks are left out.
 */
export function pick(value: Json | undefined, fields: readonly string[]): JsonObject {
  const out: JsonObject = {};
  for (const field of fields) copyField(asObject(value), out, field);
  return out;
}

/** {@link pick} for every member of a list. */
export function pickAll(value: Json | undefined, fields: readonly string[]): JsonObject[] {
  return asArray(value).map((member) => pick(member, fields));
}

function copyField(from: JsonObject, to: JsonObject, field: string): void {
  const list = field.indexOf('[].');
  const dot = field.indexOf('.');
  if (list >= 0 && list < dot) {
    const name = field.slice(0, list);
    const rest = field.slice(list + 3);
    if (!Array.isArray(from[name])) return;
    const members = asArray(from[name]);
    const kept = asArray(to[name]);
    to[name] = members.map((member, index) => ({ ...asObject(kept[index]), ...pick(member, [rest]) }));
  } else if (dot >= 0) {
    const name = field.slice(0, dot);
    if (typeof from[name] !== 'object' || from[name] === null) return;
    const kept = asObject(to[name]);
    copyField(asObject(from[name]), kept, field.slice(dot + 1));
    to[name] = kept;
  } else if (from[field] !== undefined) to[field] = from[field];
}

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
