import type { Json } from '../../../shared/index.ts';
import { commitOf, findUser, hasAccess, issuesOf, nameOf, pullOf, repoOf } from './find.ts';
import { ancestors } from './git.ts';
import { commitId, nextId } from './hash.ts';
import {
  ApiError,
  bodyFlag,
  bodyText,
  bodyTexts,
  type Call,
  invalid,
  malformed,
  notFound,
  ok,
  paged,
  queryChoice,
  queryText,
  type Route,
  requiredText,
} from './http.ts';
import type { Issue, PullPart, Repo, Review } from './state.ts';
import { pullView, userView } from './views.ts';

function list(call: Call) {
  const repo = repoOf(call);
  const state = queryChoice(call, 'state', ['open', 'closed', 'all'], 'open');
  const sort = queryChoice(call, 'sort', ['created', 'updated', 'popularity', 'long-running'], 'created');
  const direction =
    queryChoice(call, 'direction', ['asc', 'desc'], sort === 'created' ? 'desc' : 'asc') === 'asc' ? 1 : -1;
  const base = queryText(call, 'base');
  const head = queryText(call, 'head');
  const key = (issue: Issue): number =>
    sort === 'popularity' ? issue.comments.length : Date.parse(sort === 'updated' ? issue.updatedAt : issue.createdAt);
  const found = issuesOf(call.state, repo).filter(
    (issue) =>
      issue.pull !== null &&
      (state === 'all' || issue.state === state) &&
      (base === undefined || issue.pull.base === base) &&
      // A head without `user:` filters nothing upstream.
      (head === undefined || !head.includes(':') || `${repo.owner}:${issue.pull.head}` === head),
  );
  found.sort((a, b) => (key(a) - key(b)) * direction);
  return paged(
    call,
    found.map((issue) => pullView(call.state, issue, false)),
  );
}

function create(call: Call) {
  const repo = repoOf(call);
  const head = requiredText(call, 'head').replace(`${repo.owner}:`, '');
  const base = requiredText(call, 'base');
  const fromIssue = call.body.issue;
  const title = bodyText(call, 'title');
  if (title === undefined && fromIssue === undefined) throw malformed('"title" wasn\'t supplied.');
  const headSha = repo.branches.get(head);
  const baseSha = repo.branches.get(base);
  if (headSha === undefined) throw invalid('PullRequest', 'head', 'invalid');
  if (baseSha === undefined) throw invalid('PullRequest', 'base', 'invalid');
  const behind = ancestors(repo, baseSha);
  if (ancestors(repo, headSha).every((sha) => behind.includes(sha)))
    throw new ApiError(422, 'Validation Failed', [
      { resource: 'PullRequest', code: 'custom', message: `No commits between ${base} and ${head}` },
    ]);
  const open = issuesOf(call.state, repo).find(
    (issue) => issue.state === 'open' && issue.pull?.head === head && issue.pull.base === base,
  );
  if (open)
    throw new ApiError(422, 'Validation Failed', [
      { resource: 'PullRequest', code: 'custom', message: `A pull request already exists for ${repo.owner}:${head}.` },
    ]);
  const pull: PullPart = {
    head,
    base,
    headSha,
    draft: bodyFlag(call, 'draft') ?? false,
    maintainerCanModify: bodyFlag(call, 'maintainer_can_modify') ?? false,
    mergedAt: null,
    mergeSha: null,
    reviewers: [],
    teams: [],
    reviews: [],
  };
  if (fromIssue !== undefined) {
    const issue = issuesOf(call.state, repo).find(
      (one) => String(one.number) === String(fromIssue) && one.pull === null,
    );
    if (!issue) throw invalid('PullRequest', 'issue', 'invalid');
    issue.pull = pull;
    return ok(pullView(call.state, issue, true), 201);
  }
  const made: Issue = {
    id: nextId(call.state),
    repo: nameOf(repo),
    number: repo.nextNumber,
    author: call.state.me,
    createdAt: call.now,
    updatedAt: call.now,
    closedAt: null,
    title: title ?? '',
    body: bodyText(call, 'body') ?? null,
    type: null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    locked: false,
    lockReason: null,
    comments: [],
    pull,
  };
  repo.nextNumber += 1;
  call.state.issues.push(made);
  return ok(pullView(call.state, made, true), 201);
}

function merge(call: Call) {
  const repo = repoOf(call);
  const issue = pullOf(call);
  const method = bodyText(call, 'merge_method') ?? 'merge';
  if (!['merge', 'squash', 'rebase'].includes(method)) throw invalid('PullRequest', 'merge_method', 'invalid');
  if (issue.pull.draft) throw new ApiError(405, 'Pull Request is still a draft');
  if (issue.state === 'closed') throw new ApiError(405, 'Pull Request is not mergeable');
  const sha = bodyText(call, 'sha');
  if (sha !== undefined && sha !== issue.pull.headSha)
    throw new ApiError(409, 'Head branch was modified. Review and try the merge again.');
  const made = commitId(issue.repo, issue.number, 'merge', call.state.counter);
  const title =
    bodyText(call, 'commit_title') ??
    (method === 'merge'
      ? `Merge pull request #${issue.number} from ${repo.owner}/${issue.pull.head}`
      : `${issue.title} (#${issue.number})`);
  const message = bodyText(call, 'commit_message');
  const base = repo.branches.get(issue.pull.base);
  const parents = [...(base === undefined ? [] : [base]), ...(method === 'merge' ? [issue.pull.headSha] : [])];
  const text = message === undefined ? title : `${title}\n\n${message}`;
  repo.commits.set(made, {
    sha: made,
    message: text,
    author: call.state.me,
    date: call.now,
    parents,
    files: ['CHANGELOG.md'],
  });
  repo.branches.set(issue.pull.base, made);
  repo.pushedAt = call.now;
  issue.state = 'closed';
  issue.closedAt = call.now;
  issue.updatedAt = call.now;
  issue.pull.mergedAt = call.now;
  issue.pull.mergeSha = made;
  return ok({ sha: made, merged: true, message: 'Pull Request successfully merged' });
}

function requestReviewers(call: Call) {
  const repo = repoOf(call);
  const issue = pullOf(call);
  const reviewers = bodyTexts(call, 'reviewers') ?? [];
  const teams = bodyTexts(call, 'team_reviewers') ?? [];
  if (reviewers.length + teams.length === 0) throw malformed('No subschema in "anyOf" matched.');
  if (reviewers.some((login) => login.toLowerCase() === issue.author.toLowerCase()))
    throw new ApiError(422, 'Review cannot be requested from pull request author.');
  if (reviewers.some((login) => !hasAccess(call.state, repo, login)))
    throw new ApiError(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${issue.repo} repository.`,
    );
  if (teams.some((slug) => !call.state.teams.includes(slug)))
    throw new ApiError(422, 'Could not resolve to a node with the global id of the team.');
  const known = reviewers.map((login) => findUser(call.state, login)?.login ?? login);
  issue.pull.reviewers = [...new Set([...issue.pull.reviewers, ...known])];
  issue.pull.teams = [...new Set([...issue.pull.teams, ...teams])];
  issue.updatedAt = call.now;
  return ok(pullView(call.state, issue, false), 201);
}

function removeReviewers(call: Call) {
  const issue = pullOf(call);
  const people = bodyTexts(call, 'reviewers');
  if (people === undefined) throw malformed('"reviewers" wasn\'t supplied.');
  const gone = people.map((login) => login.toLowerCase());
  const teams = bodyTexts(call, 'team_reviewers') ?? [];
  issue.pull.reviewers = issue.pull.reviewers.filter((login) => !gone.includes(login.toLowerCase()));
  issue.pull.teams = issue.pull.teams.filter((slug) => !teams.includes(slug));
  issue.updatedAt = call.now;
  return ok(pullView(call.state, issue, false));
}

function dismissReview(call: Call) {
  const issue = pullOf(call);
  const review = issue.pull.reviews.find((one) => String(one.id) === call.params.review);
  if (!review) throw notFound();
  requiredText(call, 'message');
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw new ApiError(422, 'Unprocessable Entity', ['Can not dismiss a commented pull request review']);
  review.state = 'DISMISSED';
  return ok(reviewView(call, issue, review));
}

const STATES = new Map([
  ['APPROVE', 'APPROVED'],
  ['REQUEST_CHANGES', 'CHANGES_REQUESTED'],
  ['COMMENT', 'COMMENTED'],
]);

function createReview(call: Call) {
  const repo: Repo = repoOf(call);
  const issue = pullOf(call);
  const event = bodyText(call, 'event');
  const body = bodyText(call, 'body') ?? '';
  const state = event === undefined ? 'PENDING' : STATES.get(event);
  if (state === undefined) throw malformed(`For 'properties/event', "${event ?? ''}" is not a possible value.`);
  const commit = bodyText(call, 'commit_id');
  if (commit !== undefined && commitOf(repo, commit) === undefined)
    throw new ApiError(422, 'Unprocessable Entity', ['The commit_id is not part of the pull request']);
  const inline = Array.isArray(call.body.comments) && call.body.comments.length > 0;
  if ((event === 'REQUEST_CHANGES' || event === 'COMMENT') && body.trim() === '' && !inline)
    throw new ApiError(422, 'Unprocessable Entity', ['Review body is required for this event']);
  if (event !== undefined && event !== 'COMMENT' && issue.author === call.state.me)
    throw new ApiError(422, 'Unprocessable Entity', [
      event === 'APPROVE'
        ? 'Can not approve your own pull request'
        : 'Can not request changes on your own pull request',
    ]);
  const review: Review = {
    id: nextId(call.state),
    author: call.state.me,
    state,
    body,
    commit: commit ?? issue.pull.headSha,
    submittedAt: state === 'PENDING' ? null : call.now,
  };
  issue.pull.reviews.push(review);
  issue.updatedAt = call.now;
  return ok(reviewView(call, issue, review));
}

function reviewView(call: Call, issue: Issue, review: Review): Json {
  const web = `https://github.com/${issue.repo}/pull/${issue.number}#pullrequestreview-${review.id}`;
  const pull = `https://api.github.com/repos/${issue.repo}/pulls/${issue.number}`;
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: userView(call.state, review.author),
    body: review.body,
    state: review.state,
    html_url: web,
    pull_request_url: pull,
    _links: { html: { href: web }, pull_request: { href: pull } },
    author_association: 'MEMBER',
    commit_id: review.commit,
    submitted_at: review.submittedAt,
  };
}

const one = '/repos/{owner}/{repo}/pulls/{number}';

/** Pull requests, merging and reviews. */
export const pullRoutes: readonly Route[] = [
  ['GET', '/repos/{owner}/{repo}/pulls', list],
  ['POST', '/repos/{owner}/{repo}/pulls', create],
  ['GET', one, (call) => ok(pullView(call.state, pullOf(call), true))],
  ['PUT', `${one}/merge`, merge],
  ['POST', `${one}/requested_reviewers`, requestReviewers],
  ['DELETE', `${one}/requested_reviewers`, removeReviewers],
  ['POST', `${one}/reviews`, createReview],
  ['PUT', `${one}/reviews/{review}/dismissals`, dismissReview],
];
