import { findUser, hasAccess, issueOf, repoOf } from './find.ts';
import { nextId } from './hash.ts';
import {
  ApiError,
  bodyText,
  bodyTexts,
  type Call,
  empty,
  invalid,
  ok,
  paged,
  type Route,
  requiredText,
} from './http.ts';
import type { Repo } from './state.ts';
import { issueView, labelView, milestoneView } from './views.ts';

/** Names as the repository writes them; unknown ones are made, as GitHub does for those who may push. */
export function namedLabels(call: Call, repo: Repo, names: readonly string[]): string[] {
  return names.map((name) => {
    const known = repo.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
    if (known) return known.name;
    if (name.trim() === '') throw invalid('Label', 'name', 'missing_field');
    repo.labels.push({ id: nextId(call.state), name });
    return name;
  });
}

function addLabels(call: Call) {
  const repo = repoOf(call);
  const issue = issueOf(call);
  const names = namedLabels(call, repo, bodyTexts(call, 'labels') ?? []);
  issue.labels = [...new Set([...issue.labels, ...names])];
  issue.updatedAt = call.now;
  return ok(repo.labels.filter((label) => issue.labels.includes(label.name)).map((label) => labelView(repo, label)));
}

function removeLabel(call: Call) {
  const repo = repoOf(call);
  const issue = issueOf(call);
  const wanted = (call.params.label ?? '').toLowerCase();
  if (!issue.labels.some((name) => name.toLowerCase() === wanted)) throw new ApiError(404, 'Label does not exist');
  issue.labels = issue.labels.filter((name) => name.toLowerCase() !== wanted);
  issue.updatedAt = call.now;
  return ok(repo.labels.filter((label) => issue.labels.includes(label.name)).map((label) => labelView(repo, label)));
}

function removeAssignees(call: Call) {
  const issue = issueOf(call);
  const gone = (bodyTexts(call, 'assignees') ?? []).map((login) => login.toLowerCase());
  issue.assignees = issue.assignees.filter((login) => !gone.includes(login.toLowerCase()));
  issue.updatedAt = call.now;
  return ok(issueView(call.state, issue));
}

function addAssignees(call: Call) {
  const repo = repoOf(call);
  const issue = issueOf(call);
  // People without access are ignored here, not refused.
  const allowed = (bodyTexts(call, 'assignees') ?? []).filter((login) => hasAccess(call.state, repo, login));
  issue.assignees = [
    ...new Set([...issue.assignees, ...allowed.map((login) => findUser(call.state, login)?.login ?? login)]),
  ];
  issue.updatedAt = call.now;
  return ok(issueView(call.state, issue), 201);
}

function lock(call: Call) {
  const issue = issueOf(call);
  const reason = bodyText(call, 'lock_reason');
  if (reason !== undefined && !['off-topic', 'too heated', 'resolved', 'spam'].includes(reason))
    throw invalid('Issue', 'lock_reason', 'invalid');
  issue.locked = true;
  issue.lockReason = reason ?? null;
  return empty();
}

function unlock(call: Call) {
  const issue = issueOf(call);
  issue.locked = false;
  issue.lockReason = null;
  return empty();
}

function createMilestone(call: Call) {
  const repo = repoOf(call);
  const title = requiredText(call, 'title');
  if (repo.milestones.some((milestone) => milestone.title === title))
    throw invalid('Milestone', 'title', 'already_exists');
  const number = repo.milestones.length + 1;
  repo.milestones.push({ number, title, state: bodyText(call, 'state') ?? 'open', createdAt: call.now });
  return ok(milestoneView(call.state, repo, number), 201);
}

const one = '/repos/{owner}/{repo}/issues/{number}';

/** What issues have: labels, assignees, a lock, milestones. */
export const issuePartRoutes: readonly Route[] = [
  ['POST', `${one}/labels`, addLabels],
  ['DELETE', `${one}/labels/{label}`, removeLabel],
  ['POST', `${one}/assignees`, addAssignees],
  ['DELETE', `${one}/assignees`, removeAssignees],
  ['PUT', `${one}/lock`, lock],
  ['DELETE', `${one}/lock`, unlock],
  [
    'GET',
    '/repos/{owner}/{repo}/labels',
    (call) => {
      const repo = repoOf(call);
      return paged(
        call,
        repo.labels.map((label) => labelView(repo, label)),
      );
    },
  ],
  [
    'GET',
    '/repos/{owner}/{repo}/milestones',
    (call) => {
      const repo = repoOf(call);
      return paged(
        call,
        repo.milestones.map((each) => milestoneView(call.state, repo, each.number)),
      );
    },
  ],
  ['POST', '/repos/{owner}/{repo}/milestones', createMilestone],
];
