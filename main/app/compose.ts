import { join } from 'node:path';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type Settings, shippedServiceSchema, type ThimbleEvent } from '../../shared/index.ts';
import { demoAccounts } from '../accounts/index.ts';
import { type Agent, createAgent } from '../agent/index.ts';
import { type AuditLog, createSigner, openAuditLog } from '../audit/index.ts';
import { type Broker, createBroker } from '../broker/index.ts';
import { createShortlister, type Shortlister } from '../inference/index.ts';
import { openPlugins, type Plugins, withPlugins } from '../plugins/index.ts';
import { createLedger, createPolicyEngine, type PolicyEngine } from '../policy/index.ts';
import { type Artifacts, createSandbox, developmentArtifacts, type Sandbox } from '../sandbox/index.ts';
import { connectorList } from './connector-list.ts';
import { makeDataFolder } from './data.ts';
import { type DemoSecrets, openDemoSecrets } from './demo-secrets.ts';
import { type Model, openModel } from './model.ts';

export interface ComposeOptions {
  readonly dataDir: string;
  /** Folder with `policies/` and `models/needle/`. */
  readonly resourcesDir: string;
  readonly settings: () => Settings;
  readonly emit: (event: ThimbleEvent) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The log's file; `audit.db` in the data folder unless given. */
  readonly database?: string;
  readonly useOsKeychain: boolean;
  readonly artifacts?: Artifacts;
  /** Emulators that already run; started here unless given. Whoever started them closes them. */
  readonly demo?: Demo;
  /** Proposes calls instead of Needle: another model, or a script in tests. */
  readonly model?: Model;
  /** Picks the tools that the model sees, instead of the shortlister of `resourcesDir`. */
  readonly shortlister?: Shortlister;
}

/** Every room, wired together over the demo workspace. */
export interface Composition {
  readonly agent: Agent;
  readonly audit: AuditLog;
  readonly policy: PolicyEngine;
  readonly plugins: Plugins;
  readonly sandbox: Sandbox;
  readonly broker: Broker;
  readonly demo: Demo;
  readonly model: Model;
  readonly secrets: DemoSecrets;
  /** Intents of an earlier process that never got an outcome. */
  readonly dangling: number;
  close(): Promise<void>;
}

/**
 * Wires the app. What was opened is closed again when a later part fails.
 * @throws ThimbleError `storage_unavailable` when the data folder or the log cannot be used
 */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    makeDataFolder(options.dataDir);
    const secrets = await openDemoSecrets(options.useOsKeychain);
    const file = options.database ?? join(options.dataDir, 'audit.db');
    const signer = await createSigner(secrets.signing, { log: file });
    const audit = openAuditLog({
      file,
      signer,
      now: options.now,
    });
    // Closed in reverse: the log first, then what it left to keep in the keychain.
    closers.push(
      () => signer.flush(),
      () => audit.close(),
    );
    const dangling = audit.closeDangling();
    const plugins = await openPlugins({ dataDir: options.dataDir, now: options.now });
    const connectors = connectorList(plugins);
    const [policy, model, demo] = await Promise.all([
      createPolicyEngine({
        connectors,
        policyDir: join(options.resourcesDir, 'policies'),
        userDir: join(options.dataDir, 'policies'),
      }),
      options.model ?? openModel(join(options.resourcesDir, 'models', 'needle')),
      options.demo ?? startDemo({ now: options.now }),
    ]);
    closers.push(() => model.close());
    if (!options.demo) closers.push(() => demo.close());
    for (const [service, token] of Object.entries(demo.tokens))
      await secrets.tokens.set({ service: `thimble/${service}`, account: 'demo' }, token);
    plugins.onChange(() => policy.reload());
    const artifacts = options.artifacts ?? developmentArtifacts();
    const sandbox = withPlugins(createSandbox({ artifacts }), plugins, () => artifacts.runtime());
    closers.push(() => sandbox.close());
    const broker = createBroker({
      keychain: secrets.tokens,
      endpoint: (service) => {
        const known = shippedServiceSchema.safeParse(service);
        if (known.success) return { origin: demo.origins[known.data], loopback: true, account: 'demo' };
        const plugin = plugins.connectors().find((one) => one.service === service);
        return plugin ? { origin: plugin.origin, loopback: plugin.origin.startsWith('http:'), account: 'demo' } : null;
      },
    });
    closers.push(() => broker.close());
    const tools = () => connectors().flatMap((connector) => connector.tools);
    const agent = createAgent({
      connectors,
      proposer: () => model.proposer(),
      shortlister:
        options.shortlister ?? createShortlister(tools, { dir: join(options.resourcesDir, 'models', 'needle') }),
      policy,
      ledger: createLedger(),
      audit,
      sandbox,
      broker,
      settings: options.settings,
      demo: () => demo.id,
      accounts: demoAccounts({ name: workspace.me.name, email: workspace.me.email }),
      now: options.now,
      emit: options.emit,
    });
    closers.push(() => agent.close());
    return { agent, audit, policy, plugins, sandbox, broker, demo, model, secrets, dangling, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
