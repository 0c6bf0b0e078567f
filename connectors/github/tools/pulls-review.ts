import type { Json, JsonObject } from '../../../shared/index.ts';
import { defineTool, type KindValue } from '../../kit/guest.ts';
import { present, quote, repoPath, sentenceList } from '../request.ts';
import { asArray, at, pick, textAt } from '../shape.ts';
import { issueName } from './issue-change.ts';
import { issueText, logins } from './issue-people.ts';
import { ofRepo, pull } from './params.ts';

const pullPath = (value: KindValue<'github.pull'>, rest = ''): string =>
  repoPath(value, `/pulls/${value.number}${rest}`);

/** "the Platform team" -> `platform`, "@org/front-end" -> `front-end`: teams are named by slug. */
function teamSlug(team: string): string {
  const bare = team
    .trim()
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/\s+team$/, '')
    .replace(/^@?[^/\s]+\//, '')
    .replace(/^@/, '');
  return bare.replace(/\s+/g, '-');
}

/** Who is asked for a review, in lower case as they are compared. */
function askedOf(body: Json): { people: string[]; teams: string[] } {
  return {
    people: asArray(at(body, 'requested_reviewers')).map((user) => textAt(user, 'login')),
    teams: asArray(at(body, 'requested_teams')).map((team) => textAt(team, 'slug')),
  };
}

function reviewersBody(people: readonly string[], teams: readonly string[]): JsonObject {
  const body: JsonObject = {};
  if (people.length > 0) body.reviewers = [...people];
  if (teams.length > 0) body.team_reviewers = [...teams];
  return body;
}

/** Resolved arguments that name the same people and teams to the other of the two tools. */
function reviewersArgs(people: readonly string[], teams: readonly string[]): JsonObject {
  const args: JsonObject = {};
  if (people.length > 0) args.reviewers = people.map((login) => ({ login }));
  if (teams.length > 0) args.teams = [...teams];
  return args;
}

const names = (people: readonly string[], teams: readonly string[]): string =>
  sentenceList([...people, ...teams.map((team) => `the ${team} team`)]);

/** https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request */
export const requestReviewers = defineTool({
  name: 'github.pulls.request_reviewers',
  title: 'Ask for a review',
  description: 'Asks people or teams to review a pull request.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.pulls.remove_reviewers',
    text: 'Take the requests back; those asked have been notified.',
  },
  params: {
    pull,
    repo: ofRepo,
    reviewers: {
      kind: 'github.user',
      many: true,
      description: 'Who should review it',
      within: ['pull'],
      also: ['me'],
      sets: ['reviewers'],
    },
    teams: { kind: 'text', many: true, description: 'Teams that should review it', sets: ['team_reviewers'] },
  },
  effectText: (args) =>
    `Ask ${names(logins(args.reviewers ?? []), (args.teams ?? []).map(teamSlug))} to review ${issueText(args.pull)}`,
  async run(args, api) {
    const people = logins(args.reviewers ?? []);
    const teams = (args.teams ?? []).map(teamSlug);
    if (people.length + teams.length === 0) throw new Error('Nobody was named to review it.');
    const before = askedOf((await api.send({ method: 'GET', path: pullPath(args.pull) })).body);
    const body = reviewersBody(people, teams);
    const response = await api.send({ method: 'POST', path: pullPath(args.pull, '/requested_reviewers'), body });
    const after = askedOf(response.body);
    const asked = new Set([...people, ...teams].map((name) => name.toLowerCase()));
    const fresh = (now: readonly string[], then: readonly string[]): string[] =>
      now.filter((name) => asked.has(name.toLowerCase()) && !then.includes(name));
    const addedPeople = fresh(after.people, before.people);
    const addedTeams = fresh(after.teams, before.teams);
    const added = names(addedPeople, addedTeams);
    const where = issueName(args.pull);
    return {
      data: pick(response.body, [
        'number',
        'title',
        'html_url',
        'requested_reviewers[].login',
        'requested_teams[].slug',
      ]),
      summary: added === '' ? `They were asked to review ${where} already` : `Asked ${added} to review ${where}`,
      undo:
        added === ''
          ? []
          : [
              {
                tool: 'github.pulls.remove_reviewers',
                args: { pull: args.pull, ...reviewersArgs(addedPeople, addedTeams) },
                text: `Ask ${added} no longer to review ${where}.`,
              },
            ],
    };
  },
});

/** https://docs.github.com/rest/pulls/review-requests#remove-requested-reviewers-from-a-pull-request */
export const removeReviewers = defineTool({
  name: 'github.pulls.remove_reviewers',
  title: 'Take a review request back',
  description: 'Asks people or teams no longer to review a pull request.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'github.pulls.request_reviewers', text: 'Ask them again.' },
  params: {
    pull: { ...pull, sets: [] },
    reviewers: { kind: 'github.user', many: true, description: 'People', sets: [] },
    teams: { kind: 'text', many: true, description: 'Teams, by slug', sets: [] },
  },
  effectText: (args) =>
    `Ask ${names(logins(args.reviewers ?? []), args.teams ?? [])} no longer to review ${issueText(args.pull)}`,
  async run(args, api) {
    const there = askedOf((await api.send({ method: 'GET', path: pullPath(args.pull) })).body);
    const people = logins(args.reviewers ?? []).filter((login) => there.people.includes(login));
    const teams = (args.teams ?? []).filter((slug) => there.teams.includes(slug));
    const where = issueName(args.pull);
    const data = { number: args.pull.number, removed: [...people, ...teams] };
    if (data.removed.length === 0) return { data, summary: `None of them was still asked to review ${where}` };
    // The people are a required name of this body, teams are not.
    const body = { ...reviewersBody(people, teams), reviewers: people };
    await api.send({ method: 'DELETE', path: pullPath(args.pull, '/requested_reviewers'), body });
    return {
      data,
      summary: `${names(people, teams)} ${data.removed.length === 1 ? 'is' : 'are'} no longer asked to review ${where}`,
      undo: [
        {
          tool: 'github.pulls.request_reviewers',
          args: { pull: args.pull, ...reviewersArgs(people, teams) },
          text: `Ask ${names(people, teams)} again to review ${where}.`,
        },
      ],
    };
  },
});

/** https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request */
export const createReview = defineTool({
  name: 'github.pulls.create_review',
  title: 'Review a pull request',
  description: 'Approves a pull request, requests changes on it, or leaves a review comment.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.pulls.dismiss_review',
    text: 'Dismiss the review, so that it no longer counts; its text stays, and a mere comment cannot be dismissed.',
  },
  params: {
    pull,
    repo: ofRepo,
    event: {
      kind: 'enum',
      values: ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'],
      description: 'What the review says',
      required: true,
      sets: ['event'],
    },
    body: { kind: 'text', description: 'The text of the review', sets: ['body'] },
    commit: { kind: 'text', description: 'The commit that was reviewed', sets: ['commit_id'] },
    path: { kind: 'text', description: 'The file that a remark on one line is about', sets: ['comments.0.path'] },
    line: { kind: 'integer', description: 'The line of that file', sets: ['comments.0.line'] },
    remark: { kind: 'text', description: 'The remark on that line', sets: ['comments.0.body'] },
  },
  effectText(args) {
    const verb = { APPROVE: 'Approve', REQUEST_CHANGES: 'Request changes on', COMMENT: 'Leave a review comment on' }[
      args.event
    ];
    const body = args.body === undefined ? '' : ` saying ${quote(args.body)}`;
    const remark =
      args.remark === undefined ? '' : `, with a remark on line ${args.line} of ${args.path}: ${quote(args.remark)}`;
    return `${verb} ${issueText(args.pull)}${body}${remark}`;
  },
  async run(args, api) {
    const remark = [args.path, args.line, args.remark].filter((part) => part !== undefined);
    if (remark.length !== 0 && remark.length !== 3)
      throw new Error('A remark on a line needs the file, the line and its text.');
    if (args.event !== 'APPROVE' && args.body === undefined && remark.length === 0)
      throw new Error('This review needs a text.');
    const body: JsonObject = { event: args.event, ...present<string>({ body: args.body, commit_id: args.commit }) };
    if (args.path !== undefined && args.line !== undefined && args.remark !== undefined)
      body.comments = [{ path: args.path, line: args.line, body: args.remark }];
    const response = await api.send({ method: 'POST', path: pullPath(args.pull, '/reviews'), body });
    const data = pick(response.body, ['id', 'state', 'body', 'html_url', 'user.login', 'submitted_at']);
    const verb = { APPROVE: 'Approved', REQUEST_CHANGES: 'Requested changes on', COMMENT: 'Reviewed' }[args.event];
    return {
      data,
      summary: `${verb} ${issueText(args.pull)}`,
      undo:
        args.event === 'COMMENT'
          ? []
          : [
              {
                tool: 'github.pulls.dismiss_review',
                args: { pull: args.pull, review: Number(at(data, 'id')), message: 'Taken back by its author.' },
                text: `Dismiss the review of ${issueName(args.pull)}.`,
              },
            ],
    };
  },
});

/** https://docs.github.com/rest/pulls/reviews#dismiss-a-review-for-a-pull-request */
export const dismissReview = defineTool({
  name: 'github.pulls.dismiss_review',
  title: 'Dismiss a review',
  description: 'Makes an approval or a request for changes count no longer.',
  effect: 'write',
  internal: true,
  undo: { kind: 'none', text: 'A dismissed review stays dismissed; review the pull request again.' },
  params: {
    pull: { ...pull, sets: [] },
    review: { kind: 'integer', description: 'The id of the review', required: true, sets: [] },
    message: { kind: 'text', description: 'Why it is dismissed', required: true, sets: [] },
  },
  effectText: (args) => `Dismiss the review ${args.review} of ${issueText(args.pull)}: ${quote(args.message)}`,
  async run(args, api) {
    const path = pullPath(args.pull, `/reviews/${args.review}/dismissals`);
    const response = await api.send({ method: 'PUT', path, body: { message: args.message } });
    const data = pick(response.body, ['id', 'state', 'html_url']);
    return { data, summary: `Dismissed the review of ${issueName(args.pull)}` };
  },
});
