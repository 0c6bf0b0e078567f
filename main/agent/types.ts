import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import type { Settings, ThimbleEvent } from '../../shared/index.ts';
import type { AccountChooser } from '../accounts/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Broker } from '../broker/index.ts';
import type { Proposer, Shortlister } from '../inference/index.ts';
import type { AskedCall, DecisionLedger, PolicyEngine } from '../policy/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { SecondModel } from '../second-model/index.ts';

/** Everything the agent works with; the composition root and the evaluation harness provide it. */
export interface AgentParts {
  /** Those that ship and the plug-ins of the moment. The same list as long as nothing changed. */
  readonly connectors: () => readonly ConnectorManifest[];
  /** Throws ThimbleError `model_unavailable` while there is no model that can run. */
  readonly proposer: () => Proposer;
  readonly shortlister: Shortlister;
  /** Asked about what is no request for Needle, where the person turned it on. */
  readonly secondModel: Pick<SecondModel, 'name' | 'ask'>;
  readonly policy: PolicyEngine;
  readonly ledger: DecisionLedger;
  readonly audit: AuditLog;
  readonly sandbox: Sandbox;
  readonly broker: Broker;
  readonly settings: () => Settings;
  readonly accounts: AccountChooser;
  /** Tells this start of the demo workspace from every other. */
  readonly demo: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly emit: (event: ThimbleEvent) => void;
}

/** A tool with the connector it belongs to. */
export interface OwnedTool {
  readonly tool: ToolDefinition;
  readonly connector: ConnectorManifest;
}

/** A call on an open card. */
export interface CardCall extends AskedCall {
  readonly approvalId: string;
  readonly runId: string;
}
