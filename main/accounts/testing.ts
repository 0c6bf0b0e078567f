import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type TokenOwner } from '../../connectors/index.ts';
import { ThimbleError, type ThimbleEvent } from '../../shared/index.ts';
import type { Intent, Outcome } from '../audit/index.ts';
import type { DevicePoll, Identity } from '../broker/index.ts';
import { createMemoryKeychain, type Keychain } from '../keychain/index.ts';
import { createAccounts } from './accounts.ts';
import { openAccountStore } from './store.ts';

/** Tokens that look right, by service. */
export const tokens = {
  stripe: 'rk_test_0123456789abcdef',
  stripeLive: 'sk_live_0123456789abcdef',
  github: `ghp_${'a1'.repeat(18)}`,
  slack: 'xoxp-1111-2222-3333-abcdef',
  slack2: 'xoxp-1111-2222-3333-fedcba',
  notion: `ntn_${'c3'.repeat(20)}`,
} as const;

export const sam: TokenOwner = {
  id: 'U1',
  name: 'Sam Rivera',
  email: 'sam@acme.example',
  workspace: 'Acme',
  workspaceId: 'T1',
  suggestedName: 'Acme',
  scopes: null,
  expiresAt: null,
};

/** A keychain in memory that says it lasts. */
export function lastingMemory(): Keychain {
  return { ...createMemoryKeychain(), description: 'for tests', persistent: true };
}

/** Accounts over a service that knows the owners it is told. `owners`: by token; all other tokens are refused. */
export function accountsForTests(folder = mkdtempSync(join(tmpdir(), 'thimble-accounts-'))) {
  const owners = new Map<string, TokenOwner>();
  const asked: string[] = [];
  const polls: (DevicePoll | ThimbleError)[] = [];
  const waits: number[] = [];
  const log: { intent: Intent; outcome: Outcome | null }[] = [];
  const events: ThimbleEvent[] = [];
  const world = {
    folder,
    owners,
    asked,
    polls,
    waits,
    log,
    events,
    keychain: lastingMemory() as Keychain | null,
    now: Date.parse('2026-11-24T12:00:00Z'),
    clientId: 'Iv1.client',
    switches: 0,
  };
  const store = openAccountStore(folder);
  const accounts = createAccounts({
    connectors: () => connectors,
    store,
    broker: {
      async identify(connector, secret, sent): Promise<Identity> {
        asked.push(secret);
        sent({ method: 'GET', path: connector.auth.identity?.path ?? '', query: {}, body: null, status: 200 });
        const owner = owners.get(secret);
        if (owner) return { ok: true, owner };
        return { ok: false, refused: true, error: new ThimbleError('unauthorized', 'No.', 'Again.') };
      },
      deviceCode: async () => ({
        deviceCode: 'device-secret-1',
        userCode: 'WDJB-MJHT',
        verificationUri: 'https://github.com/login/device',
        expiresIn: 900,
        interval: 5,
      }),
      async devicePoll() {
        const next = polls.shift() ?? { kind: 'pending' };
        if (next instanceof ThimbleError) throw next;
        return next;
      },
    },
    audit: {
      intent(intent) {
        log.push({ intent, outcome: null });
        return String(log.length - 1);
      },
      outcome(id, outcome) {
        const entry = log[Number(id)];
        if (entry) entry.outcome = outcome;
      },
    },
    async keychain() {
      if (world.keychain) return world.keychain;
      throw new ThimbleError('keychain_unavailable', 'The keychain is locked.', 'Unlock it.');
    },
    clientId: () => world.clientId,
    demo: { has: (service) => service !== 'plugin', me: { name: 'Demo', email: 'demo@example.com' } },
    switched: async () => {
      world.switches += 1;
    },
    now: () => world.now,
    emit: (event) => events.push(event),
    async wait(milliseconds, signal) {
      signal.throwIfAborted();
      waits.push(milliseconds);
      world.now += milliseconds;
    },
  });
  return { ...world, world, store, accounts };
}
