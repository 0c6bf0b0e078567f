import { api, at, featureSha, type GithubCase, issue, lin, per_page, pull } from './github-records.ts';

const pull_number = pull.number;

export const pullCases: readonly GithubCase[] = [
  {
    op: 'github.pulls.list',
    intent: 'all open ones',
    args: { repo: api },
    sdk: ({ rest }) => rest.pulls.list({ ...at, per_page }),
  },
  {
    op: 'github.pulls.list',
    intent: 'by state and branches, sorted',
    args: {
      repo: api,
      state: 'all',
      base: 'main',
      head: 'feature/rate-limiter',
      sort: 'long-running',
      direction: 'desc',
      limit: 2,
    },
    sdk: ({ rest }) =>
      rest.pulls.list({
        ...at,
        state: 'all',
        base: 'main',
        head: 'brightloom:feature/rate-limiter',
        sort: 'long-running',
        direction: 'desc',
        per_page: 2,
      }),
  },
  {
    op: 'github.pulls.get',
    intent: 'one pull request',
    args: { pull },
    sdk: ({ rest }) => rest.pulls.get({ ...at, pull_number }),
  },
  {
    op: 'github.pulls.create',
    intent: 'a draft with a description',
    args: {
      repo: api,
      head: 'main',
      base: 'release/2026-03',
      title: 'Sync',
      body: 'All of March',
      draft: true,
      maintainer_can_modify: false,
    },
    sdk: ({ rest }) =>
      rest.pulls.create({
        ...at,
        head: 'main',
        base: 'release/2026-03',
        title: 'Sync',
        body: 'All of March',
        draft: true,
        maintainer_can_modify: false,
      }),
  },
  {
    op: 'github.pulls.create',
    intent: 'from an issue',
    args: { repo: api, head: 'main', base: 'release/2026-03', issue },
    sdk: ({ rest }) => rest.pulls.create({ ...at, head: 'main', base: 'release/2026-03', issue: issue.number }),
  },
  {
    op: 'github.pulls.merge',
    intent: 'as it is',
    args: { pull },
    sdk: ({ rest }) => rest.pulls.merge({ ...at, pull_number }),
  },
  {
    op: 'github.pulls.merge',
    intent: 'squashed, with a title and a message, only at a commit',
    args: { pull, merge_method: 'squash', commit_title: 'Fail open (#123)', commit_message: 'Why', sha: featureSha },
    sdk: ({ rest }) =>
      rest.pulls.merge({
        ...at,
        pull_number,
        merge_method: 'squash',
        commit_title: 'Fail open (#123)',
        commit_message: 'Why',
        sha: featureSha,
      }),
  },
  {
    op: 'github.pulls.request_reviewers',
    intent: 'a person and a team',
    args: { pull, reviewers: [lin], teams: ['the Platform team'] },
    sdk: ({ rest }) =>
      rest.pulls.requestReviewers({ ...at, pull_number, reviewers: ['linzhao'], team_reviewers: ['platform'] }),
  },
  {
    op: 'github.pulls.request_reviewers',
    intent: 'people alone',
    args: { pull, reviewers: [lin, { login: 'priyanair' }] },
    sdk: ({ rest }) => rest.pulls.requestReviewers({ ...at, pull_number, reviewers: ['linzhao', 'priyanair'] }),
  },
  {
    op: 'github.pulls.create_review',
    intent: 'approve',
    args: { pull, event: 'APPROVE' },
    sdk: ({ rest }) => rest.pulls.createReview({ ...at, pull_number, event: 'APPROVE' }),
  },
  {
    op: 'github.pulls.create_review',
    intent: 'request changes on a commit, with a text',
    args: { pull, event: 'REQUEST_CHANGES', body: 'Needs a test', commit: featureSha },
    sdk: ({ rest }) =>
      rest.pulls.createReview({
        ...at,
        pull_number,
        event: 'REQUEST_CHANGES',
        body: 'Needs a test',
        commit_id: featureSha,
      }),
  },
  {
    op: 'github.pulls.create_review',
    intent: 'a remark on one line',
    args: { pull, event: 'COMMENT', path: 'CHANGELOG.md', line: 3, remark: 'Typo' },
    sdk: ({ rest }) =>
      rest.pulls.createReview({
        ...at,
        pull_number,
        event: 'COMMENT',
        comments: [{ path: 'CHANGELOG.md', line: 3, body: 'Typo' }],
      }),
  },
];
