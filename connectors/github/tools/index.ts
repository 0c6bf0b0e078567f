import type { ToolDefinition } from '../../kit/guest.ts';
import { createGist, getMe, getProfile, listNotifications, markNotificationsRead, markThreadRead } from './account.ts';
import { cancelRun, dispatchWorkflow, listRuns, rerunRun } from './actions.ts';
import { addAssignees, addLabels, commentIssue, lockIssue } from './issues-add.ts';
import { createIssue } from './issues-create.ts';
import { getIssue, listIssues } from './issues-read.ts';
import { updateIssue } from './issues-update.ts';
import * as lookups from './lookups.ts';
import { getPull, listPulls } from './pulls-read.ts';
import { createPull, createReview, mergePull, requestReviewers } from './pulls-write.ts';
import { createRef, deleteRef } from './refs.ts';
import { createRelease, latestRelease, listReleases } from './releases.ts';
import { getContents } from './repos-contents.ts';
import { compareCommits, getRepo, listBranches, listCommits } from './repos-read.ts';
import { createRepo, createRepoInOrg, forkRepo } from './repos-write.ts';
import { searchCode } from './search-code.ts';
import { searchIssues } from './search-issues.ts';
import { searchRepos } from './search-repos.ts';
import { starRepo, unstarRepo } from './stars.ts';

/** Every tool of the connector; the internal ones come last. */
export const tools: readonly ToolDefinition[] = [
  createIssue,
  getIssue,
  listIssues,
  updateIssue,
  commentIssue,
  addLabels,
  addAssignees,
  lockIssue,
  searchIssues,
  searchRepos,
  searchCode,
  listPulls,
  getPull,
  createPull,
  mergePull,
  requestReviewers,
  createReview,
  getRepo,
  createRepo,
  createRepoInOrg,
  forkRepo,
  listBranches,
  createRef,
  listCommits,
  compareCommits,
  getContents,
  starRepo,
  unstarRepo,
  createRelease,
  listReleases,
  latestRelease,
  listRuns,
  dispatchWorkflow,
  rerunRun,
  cancelRun,
  listNotifications,
  markNotificationsRead,
  markThreadRead,
  createGist,
  getMe,
  getProfile,
  deleteRef,
  ...Object.values(lookups),
];
