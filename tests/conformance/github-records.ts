import type { Octokit } from '@octokit/rest';
import type { ConformanceCase } from './case.ts';

export type GithubCase = ConformanceCase<Octokit>;

/** Records of the demo workspace, as the kinds of the tools hold them. */
export const owner = 'brightloom';
export const at = { owner, repo: 'api' } as const;
export const api = { ...at, private: true };
export const web = { owner, repo: 'web', private: true };
export const issue = { ...at, number: 118, title: 'Rate limiter returns 500 when Redis is down' };
export const closedIssue = { ...at, number: 97, title: 'Flaky test: TestWebhookRetry' };
export const pull = {
  ...at,
  number: 123,
  title: 'Rate limiter: fail open when Redis is down',
  head: 'feature/rate-limiter',
  base: 'main',
};
export const ci = { ...at, file: 'ci.yml', name: 'CI' };
export const deploy = { ...at, file: 'deploy.yml', name: 'Deploy' };
export const failedRun = { ...at, id: 22190011841, name: 'CI', branch: 'feature/rate-limiter' };
export const deployRun = { ...at, id: 22190044120, name: 'Deploy', branch: 'main' };
export const mainSha = 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588';
export const featureSha = '9e367885c735a0b43d7700a262ced9cef45ac653';
export const joe = { login: 'joekim' };
export const lin = { login: 'linzhao' };

/** Instants, each as the tool's value and as ISO 8601. */
export const noon = { iso: '2026-03-04T09:00:00-05:00', epoch: 1_772_632_800 };
export const noonIso = '2026-03-04T14:00:00Z';
export const since = { from: 1_772_600_000 };
export const sinceIso = '2026-03-04T04:53:20Z';

/** Lists are read in pages of this size; the SDK's side says so as well. */
export const per_page = 100;
