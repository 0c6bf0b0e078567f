import { join } from 'node:path';
import { type Demo, workspace } from '../../connectors/demo/index.ts';
import type { ConnectorManifest } from '../../connectors/index.ts';
import type { Settings, ThimbleEvent } from '../../shared/index.ts';
import { type AccountsRoom, createAccounts, openAccountStore } from '../accounts/index.ts';
import { type Agent, createAgent, placeOf } from '../agent/index.ts';
import { type AuditLog, type AuditReview, createAuditReview, createSigner, openAuditLog } from '../audit/index.ts';
import { type Broker, type BrokerLimits, createBroker, type Site } from '../broker/index.ts';
import { createShortlister, type Shortlister } from '../inference/index.ts';
import type { Keychain } from '../keychain/index.ts';
import { type LearnedRules, openLearnedRules } from '../learned/index.ts';
import { openPlugins, type Plugins, withPlugins } from '../plugins/index.ts';
import {
  calendarDay,
  createLedger,
  createPolicyEngine,
  demoAccount,
  openAccount,
  openLearnedFile,
  type ReloadablePolicyEngine,
} from '../policy/index.ts';
import { type Confirmer, createPolicyWorkshop, type PolicyWorkshop } from '../policy-workshop/index.ts';
import { type Artifacts, createSandbox, developmentArtifacts, type Sandbox } from '../sandbox/index.ts';
import { createSecondModel, type SecondModel, type SecondModelLimits } from '../second-model/index.ts';
import { connectorList } from './connector-list.ts';
import { makeDataFolder } from './data.ts';
import { createDemoHost } from './demo-host.ts';
import { type Model, openModel } from './model.ts';
import { openSecrets, type Secrets } from './secrets.ts';

export interface ComposeOptions {
  readonly dataDir: string;
  /** Folder with `policies/` and `models/needle/`. */
  readonly resourcesDir: string;
  readonly settings: () => Settings;
  readonly emit: (event: ThimbleEvent) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly useOsKeychain: boolean;
  /** Who uses the app, for the log; the app's window unless given. */
  readonly host?: 'electron' | 'browser' | 'terminal';
  /** Asks the person outside of the window before rules are loosened. */
  readonly confirmer?: Confirmer;
  /** Goes to the demo or to accounts whatever the switch says, without moving it. */
  readonly use?: 'demo' | 'accounts';
  readonly artifacts?: Artifacts;
  /** For tests: in place of the OS keychain. */
  readonly keychain?: Keychain;
  /** For tests: an emulator on this machine in place of a service's origin. The broker takes nothing but loopback. */
  readonly site?: (origin: string) => Site;
  /** For tests: shorter time-outs and lower caps than the broker's own. */
  readonly limits?: Partial<BrokerLimits>;
  /** For tests: shorter time-outs and lower caps for the second model. */
  readonly secondModelLimits?: Partial<SecondModelLimits>;
  /** For tests: how sign-ins wait between two questions. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Emulators that already run; started here unless given. Whoever started them closes them. */
  readonly demo?: Demo;
  /** Proposes calls instead of Needle: another model, or a script in tests. */
  readonly model?: Model;
  /** Picks the tools that the model sees, instead of the shortlister over the model's intent. */
  readonly shortlister?: Shortlister;
}

/** Every room, wired together. */
export interface Composition {
  readonly agent: Agent;
  readonly audit: AuditLog;
  readonly review: AuditReview;
  readonly policy: ReloadablePolicyEngine;
  readonly learned: LearnedRules;
  readonly workshop: PolicyWorkshop;
  readonly plugins: Plugins;
  /** Those that ship and the plug-ins of the moment. */
  readonly connectors: () => readonly ConnectorManifest[];
  readonly sandbox: Sandbox;
  readonly broker: Broker;
  readonly accounts: AccountsRoom;
  /** The emulators of the demo workspace. @throws Error while it is not in use */
  readonly demo: Demo;
  readonly model: Model;
  readonly secondModel: SecondModel;
  readonly secrets: Secrets;
  /** Starts or ends the demo where another Thimble moved the switch; before each run. */
  settle(): Promise<void>;
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
    const { useOsKeychain, keychain } = options;
    const secrets = await openSecrets({ useOsKeychain, ...(keychain ? { keychain } : {}) });
    const store = openAccountStore(options.dataDir, options.use);
    const file = join(options.dataDir, 'audit.db');
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
    const review = createAuditReview({
      file,
      audit,
      signer,
      exportDir: join(options.dataDir, 'exports'),
      viewFile: join(options.dataDir, 'audit-views.json'),
      emit: options.emit,
      now: options.now,
    });
    closers.push(() => review.close());
    audit.closeDangling();
    const plugins = await openPlugins({ dataDir: options.dataDir, audit, now: options.now });
    const connectors = connectorList(plugins);
    const { credentials } = secrets;
    const demo = createDemoHost({ now: options.now, credentials, ...(options.demo ? { given: options.demo } : {}) });
    closers.push(() => demo.close());
    const [policy, model] = await Promise.all([
      createPolicyEngine({
        connectors,
        policyDir: join(options.resourcesDir, 'policies'),
        userDir: join(options.dataDir, 'policies'),
      }),
      options.model ?? openModel(join(options.resourcesDir, 'models', 'needle'), options.dataDir),
      demo.set(store.use() === 'demo'),
    ]);
    closers.push(() => model.close());
    plugins.onChange(async () => {
      await policy.reload();
      options.emit({ type: 'accounts.changed' });
      options.emit({ type: 'audit.appended' });
    });
    const learned = openLearnedRules({
      file: openLearnedFile(join(options.dataDir, 'policies')),
      policy,
      log: audit,
      now: options.now,
      today: () => calendarDay(options.now(), options.settings().zone),
      changed: () => {
        options.emit({ type: 'policies.changed' });
        options.emit({ type: 'audit.appended' });
      },
    });
    const artifacts = options.artifacts ?? developmentArtifacts();
    const sandbox = withPlugins(createSandbox({ artifacts }), plugins, () => artifacts.runtime());
    closers.push(() => sandbox.close());
    // A plug-in may be for a service on this machine; the broker checks that such an address is loopback.
    const site = options.site ?? ((origin: string): Site => ({ origin, loopback: origin.startsWith('http:') }));
    const broker = createBroker({
      keychain: credentials,
      site,
      ...(options.limits ? { limits: options.limits } : {}),
      endpoint(service, account) {
        // The switch decides anew for each call: a run that began in the demo never goes on in an account, or back.
        if (account.id === demoAccount.id) return store.use() === 'demo' ? demo.endpoint(service) : null;
        const connector = connectors().find((one) => one.service === service);
        if (!connector) return null;
        if (account.id === openAccount.id)
          return connector.auth.credential.kind === 'none'
            ? { ...site(connector.origin), account: openAccount.name }
            : null;
        const found = store.use() === 'accounts' ? store.at(service, account) : null;
        // Another plug-in of the same name has no right to the secret of the one before it.
        return found?.origin === connector.origin ? { ...site(connector.origin), account: found.name } : null;
      },
    });
    closers.push(() => broker.close());
    let forget = (): void => undefined;
    const settle = async (): Promise<void> => {
      if (await demo.set(store.use() === 'demo')) forget();
    };
    const accounts = createAccounts({
      connectors,
      store,
      broker,
      audit,
      keychain: secrets.os,
      clientId: () => options.settings().githubClientId,
      demo: { has: (service) => demo.has(service), me: { name: workspace.me.name, email: workspace.me.email } },
      switched: settle,
      now: options.now,
      emit: options.emit,
      ...(options.wait ? { wait: options.wait } : {}),
    });
    closers.push(() => accounts.close());
    plugins.onLeave((name) => accounts.disconnectAll(name));
    const secondModel = createSecondModel({
      settings: () => options.settings().secondModel,
      keychain: secrets.os,
      ...(options.secondModelLimits ? { limits: options.secondModelLimits } : {}),
    });
    const tools = () => connectors().flatMap((connector) => connector.tools);
    const agent = createAgent({
      connectors,
      proposer: () => model.proposer(),
      shortlister: options.shortlister ?? createShortlister(tools, model.intent),
      secondModel,
      policy,
      ledger: createLedger(),
      audit,
      sandbox,
      broker,
      settings: options.settings,
      demo: () => demo.id(),
      accounts,
      now: options.now,
      emit: options.emit,
    });
    const workshop = await createPolicyWorkshop({
      engine: policy,
      connectors,
      policyDir: join(options.resourcesDir, 'policies'),
      userDir: join(options.dataDir, 'policies'),
      audit,
      settings: options.settings,
      confirmer: options.confirmer ?? null,
      by: `the person at the ${options.host === 'terminal' ? 'terminal' : 'app'}`,
      preview: (request) => agent.preview(request, 'policy workshop'),
      account: (service) => {
        const ref = accounts.forRun('').of(service);
        return { ref, place: placeOf({ demo: () => demo.id() }, ref) };
      },
      emit: options.emit,
      now: options.now,
    });
    closers.push(() => workshop.close());
    forget = () => agent.forget();
    closers.push(() => agent.close());
    return {
      agent,
      audit,
      review,
      policy,
      workshop,
      learned,
      plugins,
      connectors,
      sandbox,
      broker,
      accounts,
      get demo() {
        return demo.demo;
      },
      model,
      secondModel,
      secrets,
      settle,
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
