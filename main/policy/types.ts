import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import type { DecisionView, JsonObject, PolicyView, Provenance, Settings } from '../../shared/index.ts';
import type { AccountRef } from './account.ts';
import type { CallHistory } from './history.ts';

/** A step that a run made before, with its resolved arguments. */
export interface PastCall {
  readonly tool: Pick<ToolDefinition, 'name' | 'params'>;
  readonly args: JsonObject;
}

/** All that a decision is made from. `args` are resolved values (kinds.ts), by parameter name. */
export interface CallFacts {
  readonly tool: ToolDefinition;
  readonly connector: ConnectorManifest;
  /** The account of the connector's service that is used. */
  readonly account: AccountRef;
  readonly args: JsonObject;
  /** Provenance by parameter name. */
  readonly sources: Readonly<Record<string, Provenance>>;
  /** The same for every item of a value that has several, where `sources` names only the least trusted. */
  readonly itemSources?: Readonly<Record<string, readonly Provenance[]>>;
  /** The proposal itself depends on text that a service returned. */
  readonly tainted: boolean;
  /** A resolver's read, not a step of the plan. */
  readonly lookup: boolean;
  /** The tool of the logged call that this one takes back, where it does; there are then no words of a person. */
  readonly undoOf?: string;
  /** The second model proposed it, not Needle and not a person. */
  readonly secondModel?: boolean;
  /** 1-based position in the plan. */
  readonly step: number;
  /** The steps before it, whose results its values may come from: the first is step 1, null one that is not known. */
  readonly past?: readonly (PastCall | null)[];
  /** Names of other records that look-ups brought on the way to the call, for telling look-alikes. */
  readonly namesSeen?: readonly string[];
  /** What went before, by the log; null when that cannot be read: only reads are then decided. */
  readonly history: CallHistory | null;
  /** The person's own words. */
  readonly request: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly settings: Pick<Settings, 'zone' | 'workingHours'>;
}

/** A decision, bound to one exact call by `callHash`, good once and for a short time. */
export interface Decision extends DecisionView {
  /** Epoch milliseconds; after it the ledger refuses to redeem. */
  readonly expiresAt: number;
}

/** Decides calls. Never throws: anything that goes wrong is a `deny` whose rule says so. */
export interface PolicyEngine {
  decide(facts: CallFacts): Decision;
  policies(): readonly PolicyView[];
  /** What is wrong with the policy files; when not empty the last valid set (or deny-all) is in force. */
  problems(): readonly string[];
}

/** What a decision is for: hashed as canonical JSON (RFC 8785) with SHA-256. */
export interface BoundCall {
  readonly tool: string;
  readonly connectorVersion: string;
  readonly account: AccountRef;
  readonly args: JsonObject;
}

/** Proof that the ledger redeemed a decision. Only the ledger can make one; the broker checks with {@link isGrant}. */
export interface Grant {
  readonly decisionId: string;
  readonly callHash: string;
  readonly tool: string;
  readonly account: AccountRef;
}

/** Keeps decisions until they are used. Every refusal throws a ThimbleError `denied` or `not_approved`. */
export interface DecisionLedger {
  record(decision: Decision): void;
  /** A person approved exactly this call. Throws if the hash is not the decision's, or the verdict is not `ask`. */
  approve(decisionId: string, callHash: string, by: string): void;
  /** Spends the decision: verdict allow, or ask and approved; hash equal to `call`'s own; not expired; first use. */
  redeem(decisionId: string, call: BoundCall, now: number): Grant;
}
