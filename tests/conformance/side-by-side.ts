import { randomUUID } from 'node:crypto';
import { operations, startDemo, workspace } from '../../connectors/demo/index.ts';
import { connectors, type ReceivedRequest } from '../../connectors/index.ts';
import { createBroker } from '../../main/broker/index.ts';
import { createMemoryKeychain } from '../../main/keychain/index.ts';
import { callHash, createLedger, demoAccount } from '../../main/policy/index.ts';
import { createSandbox, type SandboxOutcome } from '../../main/sandbox/index.ts';
import type { JsonObject, ShippedService } from '../../shared/index.ts';

/** The demo's own clock: emulators of both sides agree on the time. */
const now = (): number => Date.parse(workspace.now);

/** Two copies of one service, each recording what it receives: ours is reached by sandbox and broker, the other by the SDK. */
export interface SideBySide {
  /** Where the SDK's copy listens, and the credential that it accepts. */
  readonly sdk: { readonly origin: string; readonly token: string; received(): readonly ReceivedRequest[] };
  /** Where both copies listen, ours first: for what must be there before a case. */
  readonly copies: readonly { readonly origin: string; readonly token: string }[];
  /** Runs a tool as the app does, without the question to a person: fresh isolate, broker, HTTP. */
  ours(tool: string, args: JsonObject): Promise<{ outcome: SandboxOutcome; received: readonly ReceivedRequest[] }>;
  /** Both copies back to the seed. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts both copies of a service. */
export async function startSideBySide(service: ShippedService): Promise<SideBySide> {
  const [left, right] = await Promise.all([startDemo({ now }), startDemo({ now })]);
  const connector = connectors.find((one) => one.service === service);
  if (!connector) throw new Error(`no connector ${service}`);
  const keychain = createMemoryKeychain();
  await keychain.set({ service: `thimble/${service}`, account: 'demo' }, left.tokens[service]);
  const sandbox = createSandbox();
  const broker = createBroker({
    keychain,
    endpoint: () => ({ origin: left.origins[service], loopback: true, account: 'demo' }),
  });
  const ledger = createLedger();
  return {
    copies: [left, right].map(({ origins, tokens }) => ({ origin: origins[service], token: tokens[service] })),
    sdk: { origin: right.origins[service], token: right.tokens[service], received: () => right.received() },
    async ours(name, args) {
      const tool = connector.tools.find((one) => one.name === name);
      if (!tool) throw new Error(`no tool ${name}`);
      const bound = { tool: name, connectorVersion: connector.version, account: demoAccount, args };
      const id = randomUUID();
      ledger.record({
        id,
        verdict: 'allow',
        rules: [],
        callHash: callHash(bound),
        decidedAt: new Date(now()).toISOString(),
        expiresAt: now() + 60_000,
      });
      const before = left.received().length;
      const session = broker.open(ledger.redeem(id, bound, now()), connector, tool, id);
      const outcome = await sandbox.run({ service, tool: name, args, timeoutMs: 20_000 }, (request) =>
        session.send(request),
      );
      return { outcome, received: left.received().slice(before) };
    },
    reset() {
      left.reset();
      right.reset();
    },
    async close() {
      await broker.close();
      await sandbox.close();
      await Promise.all([left.close(), right.close()]);
    },
  };
}

/** The operations of a service in operations.json. */
export function operationsOf(service: ShippedService): string[] {
  return operations.map(({ op }) => op).filter((op) => op.startsWith(`${service}.`));
}
