import { expect, it } from 'vitest';
import { operations } from '../../connectors/demo/index.ts';
import { connectors } from '../../connectors/index.ts';
import { openApiNames } from './github-openapi.ts';

/** Upstream parameters that no tool reaches, and why not; with the operation where only its own is meant. */
const unreached: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'tools read to the end, or to the limit that was said': ['page'],
    'comparisons are read whole, up to what GitHub gives at once': ['github.repos.compare per_page'],
    'closing down: another parameter does the same': [
      'assignee',
      'has_downloads',
      'use_squash_pr_title_as_default',
      'github.search.code sort',
      'github.search.code order',
    ],
    'GitHub chooses by itself': ['advanced_search', 'search_type', 'github.notifications.mark_read read'],
    'asked for through a search': ['github.issues.list type'],
    'said by `private`': ['visibility'],
    'fields that an organization makes up': ['issue_field_values', 'custom_properties'],
    'settings of a repository, which nobody says when making one': [
      'has_projects',
      'has_discussions',
      'team_id',
      'allow_squash_merge',
      'allow_merge_commit',
      'allow_rebase_merge',
      'allow_auto_merge',
      'delete_branch_on_merge',
      'squash_merge_commit_title',
      'squash_merge_commit_message',
      'merge_commit_title',
      'merge_commit_message',
    ],
    'takes an id that people never see': ['duplicate_issue_id', 'check_suite_id'],
    'a fork is named with the branch: `owner:branch`': ['head_repo'],
    'makes an answer shorter, which tools do anyway': ['exclude_pull_requests'],
  }).flatMap(([reason, names]) => names.map((name) => [name, reason])),
);

it('every parameter of GitHub’s operations is reached by its tool, or said to be out of reach', () => {
  const github = connectors.find(({ service }) => service === 'github');
  const missing: string[] = [];
  for (const { op, method, path } of operations.filter((one) => one.op.startsWith('github.'))) {
    const tool = github?.tools.find((one) => one.name === op);
    const sets = new Set(
      Object.values(tool?.params ?? {}).flatMap((param) => param.sets.map((set) => set.split('.')[0])),
    );
    for (const name of openApiNames(method, path))
      if (!sets.has(name) && !unreached.has(name) && !unreached.has(`${op} ${name}`)) missing.push(`${op} ${name}`);
  }
  expect(missing).toEqual([]);
});
