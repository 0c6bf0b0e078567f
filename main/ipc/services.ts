import type { z } from 'zod';
import type {
  About,
  Account,
  Accounts,
  AlwaysDraft,
  Approval,
  appRoutes,
  ChosenAccounts,
  Connection,
  DeviceReport,
  DoctorCheck,
  LearnedRule,
  LoginStart,
  Rehearsal,
  RunView,
  Settings,
  SettlingView,
  SignIn,
  ToolHint,
  TypedValue,
  UndoView,
  View,
} from '../../shared/index.ts';
import type { AuditLog, AuditReview } from '../audit/index.ts';
import type { Plugins } from '../plugins/index.ts';
import type { PolicyEngine, Reach } from '../policy/index.ts';
import type { PolicyWorkshop } from '../policy-workshop/index.ts';
import type { SecondModel } from '../second-model/index.ts';

type Awaitable<T> = T | Promise<T>;

/** What `app.info` answers. */
export type AppInfo = z.output<(typeof appRoutes.info)['output']>;

/** Runs requests. Every method rejects with a ThimbleError; `not_found` for an id that is not known. */
export interface AgentService {
  /** Proposes, resolves and decides without running. A later preview of the same `caller` cancels this one. */
  preview(request: string, caller: string, accounts?: ChosenAccounts): Promise<RunView>;
  /** Gives up the caller's preview, if there is one. */
  stopPreview(caller: string): void;
  /** Starts a run; answers its first view and reports the rest as `run.updated` events. */
  run(request: string, accounts?: ChosenAccounts, fromLink?: boolean): Promise<RunView>;
  /** Starts a run that takes a logged call back. Rejects with `bad_input` and why it cannot be undone. */
  undo(auditId: string): Awaitable<RunView>;
  undoOf(auditId: string): Awaitable<UndoView>;
  settlingOf(auditId: string): Awaitable<SettlingView>;
  /** Starts a run that sends a call of unknown outcome again with its key. Rejects with `bad_input` and why it cannot be. */
  resend(auditId: string): Awaitable<RunView>;
  /** Logs what the person found out about a call of unknown outcome; answers that entry's id. */
  settle(auditId: string, happened: boolean): Awaitable<string>;
  get(runId: string): Awaitable<RunView>;
  cancel(runId: string): Awaitable<RunView>;
  choose(runId: string, questionId: string, candidateId: string): Awaitable<RunView>;
  /** Every tool that can be called by name. */
  tools(): Awaitable<readonly ToolHint[]>;
  /** Requests worth trying in this workspace. */
  suggestions(): Awaitable<readonly string[]>;
}

/** What a person answered on an approval card. `callHash` is of the call that was on the card. */
export interface ApprovalAnswer {
  readonly approvalId: string;
  readonly callHash: string;
  readonly verdict: 'approve' | 'deny';
  readonly reason: string;
  /** `plan`: the steps that follow, whose hashes are `planHashes`, are approved too. */
  readonly scope: 'once' | 'plan';
  readonly planHashes: readonly string[];
  /** The rule to make first, by the hash of its draft. */
  readonly always?: { readonly hash: string } | undefined;
}

/** Open approvals; the main process is their only writer. */
export interface ApprovalService {
  list(): Awaitable<readonly Approval[]>;
  /** Rejects with `not_approved` for a stale hash and `not_found` for a card that was answered or timed out. */
  answer(answer: ApprovalAnswer): Awaitable<RunView>;
  /** Drafts the rule "always like this" for the call on a card; the last draft of a card is the one that can be made. */
  alwaysDraft(approvalId: string, callHash: string, reach: Reach): Awaitable<AlwaysDraft>;
  /** Resolves and decides a step again with what the person typed, by parameter name; null takes a value away. */
  edit(
    approvalId: string,
    args: Readonly<Record<string, TypedValue | null>>,
    index: number | undefined,
  ): Awaitable<Approval>;
  /** What a step of the card would send. */
  request(approvalId: string, index: number | undefined, lookUp: boolean): Awaitable<Rehearsal>;
}

/** What a person gives with a token, or for a sign-in. */
export interface ConnectOptions {
  readonly name?: string | undefined;
  readonly reconnect?: string | undefined;
}

/** The person's accounts. Every method rejects with a ThimbleError. */
export interface AccountService {
  list(): Awaitable<Accounts>;
  connect(service: string, input: ConnectOptions & { readonly token: string }): Promise<Account>;
  rename(service: string, name: string, to: string): Promise<Account>;
  setDefault(service: string, name: string): Awaitable<Account>;
  disconnect(service: string, name: string): Promise<void>;
  check(service: string, name: string): Promise<Account>;
  use(use: Accounts['use']): Promise<Accounts>;
  signIn(service: string, input: ConnectOptions): Promise<SignIn>;
  signInState(id: string): Awaitable<SignIn>;
  cancelSignIn(id: string): Awaitable<SignIn>;
}

/** Where settings are kept. `save` answers what is in force afterwards. */
export interface SettingsStore {
  get(): Awaitable<Settings>;
  save(settings: Settings): Awaitable<Settings>;
}

/** What the app says of itself. */
export interface AppService {
  info(): Awaitable<AppInfo>;
  connections(): Awaitable<readonly Connection[]>;
  doctor(): Awaitable<readonly DoctorCheck[]>;
  /** Rejects with `model_unavailable` where there is no model to measure with. */
  measureDevices(): Promise<DeviceReport>;
  about(): Awaitable<About>;
  /** Rejects with `not_found` where the list of licences cannot be read. */
  notices(): Awaitable<string>;
  diagnostics(): Awaitable<string>;
  loginStart(): Awaitable<LoginStart>;
  /** Rejects with `bad_input` where the host cannot start the app at login. */
  setLoginStart(on: boolean): Awaitable<LoginStart>;
}

/** Starting the app when the person logs in, as a host can see to it. */
export interface LoginItem {
  state(): Awaitable<LoginStart>;
  set(on: boolean): Awaitable<void>;
}

/** A view of the main window, with the entry or the approval to show there. */
export interface ViewTarget {
  readonly view: View;
  readonly auditId?: string | undefined;
  readonly approvalId?: string | undefined;
}

/** The host's windows. `caller` is who asks, as the host named it to the router: other windows than its own are not moved. */
export interface WindowService {
  shortcut(): AppInfo['shortcut'];
  /** `height` in CSS pixels. */
  fit(caller: string, height: number): void;
  leave(caller: string): void;
  open(target: ViewTarget): Awaitable<void>;
  quick(): Awaitable<void>;
}

/** Rules that a person made on cards. */
export interface LearnedService {
  list(): Awaitable<LearnedRule[]>;
  forget(id: string): Promise<void>;
}

/** Everything that route handlers may use. */
export interface Services {
  readonly accounts: AccountService;
  readonly agent: AgentService;
  readonly approvals: ApprovalService;
  readonly audit: Pick<AuditLog, 'list' | 'show' | 'recentRequests' | 'unsettled'>;
  readonly review: Omit<AuditReview, 'close'>;
  readonly policy: Pick<PolicyEngine, 'policies' | 'problems'>;
  readonly workshop: Omit<PolicyWorkshop, 'close'>;
  readonly learned: LearnedService;
  readonly plugins: Pick<Plugins, 'list' | 'inspect' | 'install' | 'remove'>;
  readonly secondModel: Pick<SecondModel, 'state' | 'setKey'>;
  readonly settings: SettingsStore;
  readonly app: AppService;
  readonly windows: WindowService;
}
