import type { ToolDefinition } from '../../kit/guest.ts';
import { cancelRun, listRuns, rerunRun } from './actions.ts';
import { cancelStarted, dispatchWorkflow } from './actions-dispatch.ts';
import { createGist, deleteGist } from './gists.ts';
import { addAssignees, addLabels, commentIssue } from './issues-add.ts';
import { createIssue } from './issues-create.ts';
import { lockIssue, unlockIssue } from './issues-lock.ts';
import { getIssue, listIssues } from './issues-read.ts';
import { deleteComment, removeAssignees, removeLabels } from './issues-remove.ts';
import { restoreIssue } from './issues-restore.ts';
import { updateIssue } from './issues-update.ts';
import * as lookups from './lookups.ts';
import { listNotifications, markNotificationsRead, markThreadRead } from './notifications.ts';
import { getPull, listPulls } from './pulls-read.ts';
import { createReview, dismissReview, removeReviewers, requestReviewers } from './pulls-review.ts';
import { createPull, mergePull } from './pulls-write.ts';
import { createRef, deleteRef } from './refs.ts';
import { createRelease, deleteRelease, latestRelease, listReleases } from './releases.ts';
import { getContents } from './repos-contents.ts';
import { compareCommits, getRepo, listBranches, listCommits } from './repos-read.ts';
import { createRepo, createRepoInOrg, forkRepo } from './repos-write.ts';
import { searchCode } from './search-code.ts';
import { searchIssues } from './search-issues.ts';
import { searchRepos } from './search-repos.ts';
import { starRepo, unstarRepo } from './stars.ts';
import { getMe, getProfile } from './users.ts';

/** What only takes other calls back. */
const undoing: readonly ToolDefinition[] = [
  restoreIssue,
  deleteComment,
  removeLabels,
  removeAssignees,
  unlockIssue,
  removeReviewers,
  dismissReview,
  deleteRef,
  deleteRelease,
  cancelStarted,
  deleteGist,
];

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
  ...undoing,
  ...Object.values(lookups),
];
