import type { ToolParam } from '../../kit/guest.ts';

/** Parameters that many tools share, so that every tool asks for a repository or a person the same way. */

export const repo = {
  kind: 'github.repo',
  description: 'The repository, as "web" or "owner/name"',
  required: true,
  sets: ['repo', 'owner'],
} as const satisfies ToolParam;

/** Narrows an issue or a pull request; not needed where the words find it alone. */
export const ofRepo = {
  kind: 'github.repo',
  description: 'The repository it is in, where it was said',
  sets: ['repo', 'owner'],
} as const satisfies ToolParam;

export const issue = {
  kind: 'github.issue',
  description: 'The issue or pull request: "#118", "the dark mode bug"',
  required: true,
  within: ['repo'],
  sets: ['issue_number'],
} as const satisfies ToolParam;

export const pull = {
  kind: 'github.pull',
  description: 'The pull request: "#123", "the rate limiter PR"',
  required: true,
  within: ['repo'],
  sets: ['pull_number'],
} as const satisfies ToolParam;

export const limit = {
  kind: 'integer',
  description: 'How many at most',
  sets: ['per_page'],
} as const satisfies ToolParam;

/** Programming languages as GitHub's searches name them (https://github.com/github-linguist/linguist); others are copied. */
export const language = {
  kind: 'text',
  description: 'Only in this programming language',
  also: ['typescript', 'javascript', 'python', 'go', 'rust', 'java', 'ruby', 'c++', 'yaml'],
  sets: ['q.language'],
} as const satisfies ToolParam;

/** Where a default read stops without a limit. */
export const READ_CAP = 300;

/** Narrows a search to what an organization owns. */
export const ofOrganization = {
  kind: 'github.user',
  description: 'Only in the repositories of this organization',
  also: ['our organization'],
  sets: ['q.org'],
} as const satisfies ToolParam;

export const searchOrder = {
  kind: 'enum',
  values: ['asc', 'desc'],
  description: 'Least or oldest first (asc), most or newest first (desc)',
  sets: ['order'],
} as const satisfies ToolParam;
