import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorManifest } from '../../connectors/index.ts';
import { type SignIn, ThimbleError, toThimbleError } from '../../shared/index.ts';
import type { Broker, DeviceCode } from '../broker/index.ts';
import { openCheck } from './check-log.ts';
import { type ConnectInput, type ConnectParts, lastingKeychain, requireAccount } from './connect.ts';
import { checkName } from './names.ts';
import type { StoredAccount } from './store.ts';

/** How many sign-ins that are over are kept to be looked at. */
const keptSignIns = 20;
/** What RFC 8628, 3.5 adds to the interval at each `slow_down`, in seconds. */
const slowDownSeconds = 5;
/** The longest that lost connections make the interval, in seconds. */
const longestSeconds = 60;

export interface SignInParts extends ConnectParts {
  readonly broker: Pick<Broker, 'identify' | 'deviceCode' | 'devicePoll'>;
  /** The person's own OAuth client; empty where there is none. */
  readonly clientId: () => string;
  /** Checks the token and keeps it, as if it had been pasted. */
  readonly connect: (input: ConnectInput, connector: ConnectorManifest, signal?: AbortSignal) => Promise<StoredAccount>;
  /** Waits; rejects when aborted. For tests, which wait for nothing. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A sign-in as it stands; `account` once it is connected. */
export type SignInState = Omit<SignIn, 'account'> & { readonly account: StoredAccount | null };

/** Sign-ins with a device code. */
export interface SignIns {
  /** @throws ThimbleError when it cannot begin: no client, no keychain, a name that is taken, or what the service said */
  start(connector: ConnectorManifest, input: Omit<ConnectInput, 'token'>): Promise<SignInState>;
  /** @throws ThimbleError `not_found` */
  get(id: string): SignInState;
  /** Waits until it is over. @throws ThimbleError `not_found` */
  ended(id: string): Promise<SignInState>;
  /** @throws ThimbleError `not_found` */
  cancel(id: string): SignInState;
  /** Stops all of them and waits. */
  close(): Promise<void>;
}

const denied = (): ThimbleError =>
  new ThimbleError('not_approved', 'The sign-in was refused on the page.', 'Start it again if that was not meant.');
const expired = (): ThimbleError =>
  new ThimbleError('not_approved', 'The code expired before it was entered.', 'Start again; a new code is made.');

/** Null for a service that could not be reached: the person may still be at the page. @throws everything else */
function orUnreachable(thrown: unknown): null {
  if (thrown instanceof ThimbleError && thrown.code === 'unreachable') return null;
  throw thrown;
}

const nap = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal });
};

/** Makes the sign-ins of one app. */
export function createSignIns(parts: SignInParts): SignIns {
  const flows = new Map<
    string,
    { state: SignInState; readonly abort: AbortController; readonly ended: Promise<void> }
  >();
  const known = (id: string) => {
    const found = flows.get(id);
    if (!found) throw new ThimbleError('not_found', 'There is no such sign-in.', 'Start it again.');
    return found;
  };

  /** Polls until the person has answered on the page. @throws ThimbleError */
  async function token(
    connector: ConnectorManifest,
    clientId: string,
    code: DeviceCode,
    sent: Parameters<Broker['devicePoll']>[3],
    signal: AbortSignal,
  ): Promise<string> {
    const wait = parts.wait ?? nap;
    const end = parts.now() + code.expiresIn * 1000;
    let seconds = code.interval;
    while (parts.now() < end) {
      await wait(seconds * 1000, signal);
      const poll = await parts.broker
        .devicePoll(connector, clientId, code.deviceCode, sent, signal)
        .catch(orUnreachable);
      // RFC 8628, 3.5: less often after a lost connection.
      if (poll === null) {
        seconds = Math.min(seconds * 2, longestSeconds);
        continue;
      }
      if (poll.kind === 'token') return poll.token;
      if (poll.kind === 'denied') throw denied();
      if (poll.kind === 'expired') throw expired();
      if (poll.kind === 'slow_down') seconds = Math.max(poll.interval ?? 0, seconds + slowDownSeconds);
    }
    throw expired();
  }

  return {
    async start(connector, input) {
      const clientId = parts.clientId();
      const flow = connector.auth.device;
      if (flow === null || clientId === '')
        throw new ThimbleError(
          'bad_input',
          `Signing in to ${connector.title} is not set up.`,
          flow?.clientHint ?? 'Paste a token instead.',
        );
      // Whatever would stand in the way at the end is said before the person goes to the page.
      if (input.name !== undefined && input.name.trim() !== '') checkName(input.name, parts.connectors());
      const before = input.reconnect === undefined ? null : requireAccount(parts.store, connector, input.reconnect);
      await lastingKeychain(parts.keychain);
      const abort = new AbortController();
      const account = { id: before?.id ?? 'new', name: before?.name ?? 'new' };
      const entry = openCheck(parts.audit, 'sign_in', connector, account, parts.now);
      const sent: Parameters<Broker['devicePoll']>[3] = (request) => {
        entry.requests.push(request);
      };
      let code: DeviceCode;
      try {
        code = await parts.broker.deviceCode(connector, clientId, sent, abort.signal);
      } catch (thrown) {
        entry.end(null, toThimbleError(thrown));
        throw thrown;
      }
      const id = randomUUID();
      const finish = (change: Partial<SignInState>): void => {
        const found = flows.get(id);
        if (found) found.state = { ...found.state, ...change };
      };
      const carryOut = async (): Promise<void> => {
        try {
          let secret: string;
          try {
            secret = await token(connector, clientId, code, sent, abort.signal);
            entry.end('Signed in.', null);
          } catch (thrown) {
            entry.end(null, toThimbleError(thrown));
            throw thrown;
          }
          finish({
            state: 'connected',
            account: await parts.connect({ ...input, token: secret }, connector, abort.signal),
          });
        } catch (thrown) {
          const error = toThimbleError(thrown);
          finish({ state: error.code === 'cancelled' ? 'cancelled' : 'failed', error: error.toJSON() });
        }
      };
      const state: SignInState = {
        id,
        service: connector.service,
        state: 'waiting',
        userCode: code.userCode,
        address: code.verificationUri,
        expiresAt: new Date(parts.now() + code.expiresIn * 1000).toISOString(),
        account: null,
        error: null,
      };
      const flowEntry = { state, abort, ended: Promise.resolve().then(carryOut) };
      flows.set(id, flowEntry);
      for (const [old, { state: its }] of flows) {
        if (flows.size <= keptSignIns) break;
        if (its.state !== 'waiting') flows.delete(old);
      }
      return state;
    },
    get: (id) => known(id).state,
    async ended(id) {
      const flow = known(id);
      await flow.ended;
      return flow.state;
    },
    cancel(id) {
      const flow = known(id);
      flow.abort.abort();
      if (flow.state.state === 'waiting') flow.state = { ...flow.state, state: 'cancelled' };
      return flow.state;
    },
    async close() {
      for (const { abort } of flows.values()) abort.abort();
      await Promise.all([...flows.values()].map(({ ended }) => ended));
    },
  };
}
