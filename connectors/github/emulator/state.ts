/** The emulator's records: what GitHub would keep, in plain objects. Times are ISO 8601 UTC. */

export interface User {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Organization';
  readonly name: string;
  readonly email: string | null;
}

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly author: string;
  readonly date: string;
  readonly parents: readonly string[];
  readonly files: readonly string[];
}

export interface Label {
  readonly id: number;
  readonly name: string;
}

export interface Workflow {
  readonly id: number;
  readonly file: string;
  readonly name: string;
}

export interface Milestone {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly createdAt: string;
}

export interface Repo {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly description: string | null;
  readonly homepage: string | null;
  readonly private: boolean;
  readonly fork: boolean;
  readonly template: boolean;
  readonly hasIssues: boolean;
  readonly hasWiki: boolean;
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly license: string | null;
  nextNumber: number;
  starred: boolean;
  pushedAt: string;
  /** Branch name to head commit. */
  readonly branches: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly commits: Map<string, Commit>;
  readonly labels: Label[];
  readonly milestones: Milestone[];
  readonly workflows: Workflow[];
  /** Path to text. The same on every branch. */
  readonly files: Map<string, string>;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  readonly createdAt: string;
}

export interface Review {
  readonly id: number;
  readonly author: string;
  state: string;
  readonly body: string;
  readonly commit: string;
  readonly submittedAt: string | null;
}

export interface PullPart {
  readonly head: string;
  readonly base: string;
  readonly headSha: string;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
  mergedAt: string | null;
  mergeSha: string | null;
  reviewers: string[];
  teams: string[];
  readonly reviews: Review[];
}

/** An issue, or a pull request where `pull` is set: they share numbers. */
export interface Issue {
  readonly id: number;
  /** `owner/name`. */
  readonly repo: string;
  readonly number: number;
  readonly author: string;
  readonly createdAt: string;
  title: string;
  body: string | null;
  type: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  assignees: string[];
  milestone: number | null;
  locked: boolean;
  lockReason: string | null;
  updatedAt: string;
  closedAt: string | null;
  readonly comments: Comment[];
  pull: PullPart | null;
}

export interface Release {
  readonly id: number;
  readonly repo: string;
  readonly tag: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly target: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly author: string;
  readonly createdAt: string;
  readonly publishedAt: string | null;
}

export interface Run {
  readonly id: number;
  readonly repo: string;
  readonly workflow: Workflow;
  readonly number: number;
  readonly branch: string;
  readonly sha: string;
  readonly event: string;
  readonly actor: string;
  readonly createdAt: string;
  attempt: number;
  status: string;
  conclusion: string | null;
  updatedAt: string;
}

export interface Notification {
  readonly id: number;
  readonly repo: string;
  readonly title: string;
  readonly type: string;
  readonly reason: string;
  readonly number: number | null;
  readonly updatedAt: string;
  unread: boolean;
}

export interface Gist {
  readonly id: string;
  readonly description: string | null;
  readonly public: boolean;
  readonly files: ReadonlyMap<string, string>;
  readonly createdAt: string;
}

export interface State {
  /** The login whose credential is used. */
  readonly me: string;
  /** Whether the credential sees private repositories; to one that does not, they are not there. */
  readonly seesPrivate: boolean;
  readonly users: Map<string, User>;
  /** Organization login to member logins. */
  readonly orgs: Map<string, string[]>;
  readonly teams: readonly string[];
  /** By lower-case `owner/name`: GitHub compares names without case. */
  readonly repos: Map<string, Repo>;
  readonly issues: Issue[];
  readonly releases: Release[];
  readonly runs: Run[];
  readonly notifications: Notification[];
  readonly gists: Gist[];
  /** Source of ids and hashes of new records. */
  counter: number;
}
