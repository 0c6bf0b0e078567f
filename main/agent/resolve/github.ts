import { resolveIssue, resolvePull } from './github-issues.ts';
import { resolveNotification } from './github-notifications.ts';
import { resolveUser } from './github-people.ts';
import { resolveLabel, resolveRef, resolveWorkflow } from './github-refs.ts';
import { resolveRepo } from './github-repos.ts';
import { resolveRun } from './github-runs.ts';
import type { Resolvers } from './types.ts';

/** GitHub's kinds. All look-ups are the connector's internal reads. */
export const githubResolvers: Resolvers = {
  'github.repo': resolveRepo,
  'github.user': resolveUser,
  'github.issue': resolveIssue,
  'github.pull': resolvePull,
  'github.label': resolveLabel,
  'github.branch': resolveRef,
  'github.workflow': resolveWorkflow,
  'github.run': resolveRun,
  'github.notification': resolveNotification,
};
