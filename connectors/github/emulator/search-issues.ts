import { dateMatches } from './dates.ts';
import { visibleIssues } from './find.ts';
import { ApiError, type Call, queryText, type Route } from './http.ts';
import { parse, type Query, results } from './search-query.ts';
import type { Issue, State } from './state.ts';
import { issueView } from './views.ts';

function issueMatches(state: State, issue: Issue, query: Query): boolean {
  const places = query.qualifiers.filter(([name]) => name === 'in').map(([, value]) => value);
  const texts = [
    ...(places.length === 0 || places.includes('title') ? [issue.title] : []),
    ...(places.length === 0 || places.includes('body') ? [issue.body ?? ''] : []),
    ...(places.length === 0 || places.includes('comments') ? issue.comments.map((one) => one.body) : []),
  ];
  const text = texts.join('\n').toLowerCase();
  return (
    query.words.every((word) => text.includes(word)) &&
    query.qualifiers.every(([name, value]) => qualifies(state, issue, name, value))
  );
}

function qualifies(state: State, issue: Issue, name: string, value: string): boolean {
  const same = (login: string): boolean => login.toLowerCase() === (value === '@me' ? state.me.toLowerCase() : value);
  switch (name) {
    case 'is':
    case 'type':
    case 'state':
      if (value === 'issue') return issue.pull === null;
      if (value === 'pr' || value === 'pull-request') return issue.pull !== null;
      if (value === 'merged') return issue.pull?.mergedAt != null;
      if (value === 'unmerged') return issue.pull !== null && issue.pull.mergedAt === null;
      if (value === 'locked') return issue.locked;
      if (value === 'draft') return issue.pull?.draft === true;
      return issue.state === value;
    case 'repo':
      return issue.repo.toLowerCase() === value;
    case 'org':
    case 'user':
      return issue.repo.toLowerCase().startsWith(`${value}/`);
    case 'author':
      return same(issue.author);
    case 'assignee':
      return issue.assignees.some(same);
    case 'review-requested':
      return issue.pull?.reviewers.some(same) ?? false;
    case 'mentions':
      return `${issue.body ?? ''} ${issue.comments.map((one) => one.body).join(' ')}`
        .toLowerCase()
        .includes(`@${value === '@me' ? state.me.toLowerCase() : value}`);
    case 'involves':
      return [issue.author, ...issue.assignees].some(same);
    case 'label':
      return issue.labels.some((label) => label.toLowerCase() === value);
    case 'no':
      return value === 'assignee' ? issue.assignees.length === 0 : value === 'label' ? issue.labels.length === 0 : true;
    case 'created':
      return dateMatches(issue.createdAt, value);
    case 'updated':
      return dateMatches(issue.updatedAt, value);
    default:
      return true;
  }
}

function issues(call: Call) {
  const query = parse(call);
  const kinds = ['issue', 'pr', 'pull-request'];
  if (!query.qualifiers.some(([name, value]) => (name === 'is' || name === 'type') && kinds.includes(value)))
    throw new ApiError(
      422,
      "Query must include 'is:issue' or 'is:pull-request'",
      undefined,
      'https://docs.github.com/rest/search/search#search-issues-and-pull-requests',
    );
  const sort = queryText(call, 'sort');
  const direction = queryText(call, 'order') === 'asc' ? 1 : -1;
  const found = visibleIssues(call.state).filter((issue) => issueMatches(call.state, issue, query));
  const key = (issue: Issue): number =>
    sort === 'created'
      ? Date.parse(issue.createdAt)
      : sort === 'updated'
        ? Date.parse(issue.updatedAt)
        : issue.comments.length;
  if (sort !== undefined) found.sort((a, b) => (key(a) - key(b)) * direction);
  return results(
    call,
    found.map((issue) => ({ ...issueView(call.state, issue), score: 1 })),
    { search_type: 'lexical' },
  );
}

/** The search of issues and pull requests. */
export const issueSearchRoutes: readonly Route[] = [['GET', '/search/issues', issues]];
