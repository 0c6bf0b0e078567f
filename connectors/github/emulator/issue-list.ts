import { type Call, invalid, queryChoice, queryText } from './http.ts';
import type { Issue } from './state.ts';

/** Filters and sorts as both list endpoints do. */
export function filtered(call: Call, issues: readonly Issue[]): Issue[] {
  const state = queryChoice(call, 'state', ['open', 'closed', 'all'], 'open');
  const sort = queryChoice(call, 'sort', ['created', 'updated', 'comments'], 'created');
  const direction = queryChoice(call, 'direction', ['asc', 'desc'], 'desc') === 'asc' ? 1 : -1;
  const labels =
    queryText(call, 'labels')
      ?.split(',')
      .map((name) => name.trim().toLowerCase()) ?? [];
  const assignee = queryText(call, 'assignee')?.toLowerCase();
  const creator = queryText(call, 'creator')?.toLowerCase();
  const mentioned = queryText(call, 'mentioned')?.toLowerCase();
  const milestone = queryText(call, 'milestone');
  const since = queryText(call, 'since');
  const from = since === undefined ? 0 : Date.parse(since);
  if (Number.isNaN(from)) throw invalid('Issue', 'since', 'invalid');
  const found = issues.filter((issue) => {
    if (state !== 'all' && issue.state !== state) return false;
    if (!labels.every((name) => issue.labels.some((label) => label.toLowerCase() === name))) return false;
    if (
      assignee === 'none'
        ? issue.assignees.length > 0
        : assignee === '*'
          ? issue.assignees.length === 0
          : assignee !== undefined && !issue.assignees.some((login) => login.toLowerCase() === assignee)
    )
      return false;
    if (creator !== undefined && issue.author.toLowerCase() !== creator) return false;
    if (
      mentioned !== undefined &&
      ![issue.body ?? '', ...issue.comments.map((one) => one.body)].some((text) =>
        text.toLowerCase().includes(`@${mentioned}`),
      )
    )
      return false;
    if (
      milestone === 'none'
        ? issue.milestone !== null
        : milestone === '*'
          ? issue.milestone === null
          : milestone !== undefined && String(issue.milestone) !== milestone
    )
      return false;
    return Date.parse(issue.updatedAt) >= from;
  });
  const key = (issue: Issue): number =>
    sort === 'comments' ? issue.comments.length : Date.parse(sort === 'updated' ? issue.updatedAt : issue.createdAt);
  return found.sort((a, b) => (key(a) - key(b)) * direction);
}
