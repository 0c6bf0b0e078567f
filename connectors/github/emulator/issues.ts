import type { Json } from '../../../shared/index.ts';
import { findRepo, findUser, hasAccess, issueOf, issuesOf, nameOf, repoOf, visibleIssues } from './find.ts';
import { nextId } from './hash.ts';
import {
  ApiError,
  bodyText,
  bodyTexts,
  type Call,
  empty,
  invalid,
  malformed,
  notFound,
  ok,
  paged,
  queryChoice,
  type Route,
  requiredText,
} from './http.ts';
import { filtered } from './issue-list.ts';
import type { Issue, Repo } from './state.ts';
import { issueView, labelView, milestoneView, repoView, userView } from './views.ts';

/** Names as the repository writes them; unknown ones are made, as GitHub does for those who may push. */
function namedLabels(call: Call, repo: Repo, names: readonly string[]): string[] {
  return names.map((name) => {
    const known = repo.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
    if (known) return known.name;
    if (name.trim() === '') throw invalid('Label', 'name', 'missing_field');
    repo.labels.push({ id: nextId(call.state), name });
    return name;
  });
}

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

function comment(call: Call) {
  const issue = issueOf(call);
  const body = requiredText(call, 'body');
  if (body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field', 'Body cannot be blank');
  const made = { id: nextId(call.state), author: call.state.me, body, createdAt: call.now };
  issue.comments.push(made);
  issue.updatedAt = call.now;
  return ok(commentView(call, issue, made), 201);
}

function deleteComment(call: Call) {
  const name = nameOf(repoOf(call));
  for (const issue of call.state.issues) {
    const at = issue.comments.findIndex((one) => String(one.id) === call.params.comment);
    if (issue.repo !== name || at < 0) continue;
    issue.comments.splice(at, 1);
    return empty();
  }
  throw notFound();
}

function commentView(call: Call, issue: Issue, one: Issue['comments'][number]): Json {
  const kind = issue.pull ? 'pull' : 'issues';
  return {
    id: one.id,
    node_id: `IC_${one.id}`,
    url: `https://api.github.com/repos/${issue.repo}/issues/comments/${one.id}`,
    issue_url: `https://api.github.com/repos/${issue.repo}/issues/${issue.number}`,
    author_association: 'MEMBER',
    html_url: `https://github.com/${issue.repo}/${kind}/${issue.number}#issuecomment-${one.id}`,
    body: one.body,
    user: userView(call.state, one.author),
    created_at: one.createdAt,
    updated_at: one.createdAt,
  };
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

function repositoryOf(call: Call, issue: Issue): Json {
  const repo = findRepo(call.state, issue.repo);
  return repo ? repoView(call.state, repo) : null;
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

/** Issues, their comments, labels and assignees. */
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
  [
    'GET',
    `${one}/comments`,
    (call) => {
      const issue = issueOf(call);
      return paged(
        call,
        issue.comments.map((each) => commentView(call, issue, each)),
      );
    },
  ],
  ['POST', `${one}/comments`, comment],
  ['DELETE', '/repos/{owner}/{repo}/issues/comments/{comment}', deleteComment],
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
