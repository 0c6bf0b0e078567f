import type { Json } from '../../../shared/index.ts';
import { findRepo, findUser, hasAccess, issueOf, issuesOf, nameOf, repoOf, visibleIssues } from './find.ts';
import { nextId } from './hash.ts';
import {
  ApiError,
  bodyText,
  bodyTexts,
  type Call,
  invalid,
  malformed,
  ok,
  paged,
  queryChoice,
  type Route,
  requiredText,
} from './http.ts';
import { filtered } from './issue-list.ts';
import { namedLabels } from './issue-parts.ts';
import type { Issue, Repo } from './state.ts';
import { issueView, repoView } from './views.ts';

/** Logins as GitHub writes them; creating or updating with someone who cannot be assigned is refused. */
function assignableLogins(call: Call, repo: Repo, logins: readonly string[]): string[] {
  return logins.map((login) => {
    const user = findUser(call.state, login);
    if (!user || !hasAccess(call.state, repo, login))
      throw invalid('Issue', 'assignees', 'invalid', `assignees ${login} cannot be assigned`);
    return user.login;
  });
}

function namedMilestone(call: Call, repo: Repo): number | null | undefined {
  const value = call.body.milestone;
  if (value === undefined || value === null) return value;
  const found = repo.milestones.find((one) => String(one.number) === String(value));
  if (!found) throw invalid('Issue', 'milestone', 'invalid');
  return found.number;
}

const TYPES = ['Bug', 'Feature', 'Task'];

/** The type of the body as the organization names it; undefined where it is absent. */
function namedType(call: Call): string | null | undefined {
  if (call.body.type === undefined) return undefined;
  const said = bodyText(call, 'type');
  if (said === undefined) return null;
  const found = TYPES.find((type) => type.toLowerCase() === said.toLowerCase());
  if (found === undefined) throw invalid('Issue', 'type', 'invalid');
  return found;
}

function create(call: Call) {
  const repo = repoOf(call);
  if (!repo.hasIssues) throw new ApiError(410, 'Issues has been disabled in this repository.');
  const title = call.body.title;
  if (typeof title !== 'string' && typeof title !== 'number') throw malformed('"title" wasn\'t supplied.');
  if (String(title).trim() === '') throw invalid('Issue', 'title', 'missing_field');
  const issue: Issue = {
    id: nextId(call.state),
    repo: nameOf(repo),
    number: repo.nextNumber,
    author: call.state.me,
    createdAt: call.now,
    updatedAt: call.now,
    closedAt: null,
    title: String(title),
    body: bodyText(call, 'body') ?? null,
    type: namedType(call) ?? null,
    state: 'open',
    stateReason: null,
    labels: namedLabels(call, repo, bodyTexts(call, 'labels') ?? []),
    assignees: assignableLogins(call, repo, bodyTexts(call, 'assignees') ?? []),
    milestone: namedMilestone(call, repo) ?? null,
    locked: false,
    lockReason: null,
    comments: [],
    pull: null,
  };
  repo.nextNumber += 1;
  call.state.issues.push(issue);
  return ok(issueView(call.state, issue), 201);
}

const REASONS = ['completed', 'not_planned', 'duplicate', 'reopened'];

function update(call: Call) {
  const repo = repoOf(call);
  const issue = issueOf(call);
  const state = bodyText(call, 'state');
  const reason = bodyText(call, 'state_reason');
  if (state !== undefined && state !== 'open' && state !== 'closed') throw invalid('Issue', 'state', 'invalid');
  if (reason !== undefined && !REASONS.includes(reason)) throw invalid('Issue', 'state_reason', 'invalid');
  const title = call.body.title === undefined ? undefined : requiredText(call, 'title');
  if (title?.trim() === '') throw invalid('Issue', 'title', 'missing_field');
  if (state === 'open' && issue.pull?.mergedAt)
    throw invalid('PullRequest', 'state', 'invalid', 'state cannot be changed. The pull request cannot be reopened.');
  const labels = bodyTexts(call, 'labels');
  const assignees = bodyTexts(call, 'assignees');
  const milestone = namedMilestone(call, repo);
  const type = namedType(call);
  const used = assignees === undefined ? undefined : assignableLogins(call, repo, assignees);
  if (title !== undefined) issue.title = title;
  if (call.body.body !== undefined) issue.body = bodyText(call, 'body') ?? null;
  if (type !== undefined) issue.type = type;
  if (labels !== undefined) issue.labels = namedLabels(call, repo, labels);
  if (used !== undefined) issue.assignees = used;
  if (milestone !== undefined) issue.milestone = milestone;
  if (state === 'closed' && (issue.state === 'open' || reason !== undefined)) {
    if (issue.state === 'open') issue.closedAt = call.now;
    issue.state = 'closed';
    issue.stateReason = reason ?? 'completed';
  }
  if (state === 'open' && issue.state === 'closed') {
    issue.state = 'open';
    issue.stateReason = 'reopened';
    issue.closedAt = null;
  }
  issue.updatedAt = call.now;
  return ok(issueView(call.state, issue));
}

function repositoryOf(call: Call, issue: Issue): Json {
  const repo = findRepo(call.state, issue.repo);
  return repo ? repoView(call.state, repo) : null;
}

const one = '/repos/{owner}/{repo}/issues/{number}';

/** Issues themselves. */
export const issueRoutes: readonly Route[] = [
  ['POST', '/repos/{owner}/{repo}/issues', create],
  [
    'GET',
    '/repos/{owner}/{repo}/issues',
    (call) =>
      paged(
        call,
        filtered(call, issuesOf(call.state, repoOf(call))).map((issue) => issueView(call.state, issue)),
      ),
  ],
  [
    'GET',
    '/issues',
    (call) => {
      const mine = queryChoice(
        call,
        'filter',
        ['assigned', 'created', 'mentioned', 'subscribed', 'repos', 'all'],
        'assigned',
      );
      const all = visibleIssues(call.state).filter(
        (issue) =>
          mine === 'all' ||
          mine === 'repos' ||
          (mine === 'created' ? issue.author === call.state.me : issue.assignees.includes(call.state.me)),
      );
      return paged(
        call,
        filtered(call, all).map((issue) => ({
          ...issueView(call.state, issue),
          repository: repositoryOf(call, issue),
        })),
      );
    },
  ],
  ['GET', one, (call) => ok(issueView(call.state, issueOf(call)))],
  ['PATCH', one, update],
];
