import type { Json, JsonObject } from '../../../shared/index.ts';
import type { Emulator, EmulatorRequest, EmulatorResponse } from '../../kit/index.ts';

export interface DeviceFlowOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The one OAuth app that is known. */
  readonly clientId: string;
  /** What a sign-in that is approved gives. */
  readonly token: string;
}

/** github.com's device flow, and the person at its page. */
export interface DeviceFlowEmulator extends Emulator {
  /** What the person answers for a code; false when there is no such code. */
  answer(userCode: string, verdict: 'approve' | 'deny'): boolean;
}

interface Code {
  readonly device: string;
  readonly user: string;
  readonly madeAt: number;
  interval: number;
  polledAt: number;
  verdict: 'approve' | 'deny' | null;
}

const lifetimeSeconds = 900;
const firstInterval = 5;
const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

const failed = (error: string, more: JsonObject = {}): JsonObject => ({
  error,
  error_description: `The emulator says ${error}.`,
  error_uri: 'https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  ...more,
});

/**
 * The two paths of the device flow, with its errors
 * (https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#error-codes-for-the-device-flow).
 * For tests of signing in: the demo workspace needs none.
 */
export function createDeviceFlowEmulator({ now, clientId, token }: DeviceFlowOptions): DeviceFlowEmulator {
  let codes: Code[] = [];
  let made = 0;

  function begin(body: JsonObject): JsonObject {
    if (body.client_id !== clientId) return failed('incorrect_client_credentials');
    made += 1;
    const code: Code = {
      device: `device-${String(made).padStart(2, '0')}-3584d83530557fdd1f46af8289938c8ef79f9dc5`,
      user: `WDJB-MJ${String(made).padStart(2, '0')}`,
      madeAt: now(),
      interval: firstInterval,
      polledAt: now(),
      verdict: null,
    };
    codes.push(code);
    return {
      device_code: code.device,
      user_code: code.user,
      verification_uri: 'https://github.com/login/device',
      expires_in: lifetimeSeconds,
      interval: code.interval,
    };
  }

  function poll(body: JsonObject): JsonObject {
    if (body.client_id !== clientId) return failed('incorrect_client_credentials');
    if (body.grant_type !== grantType) return failed('unsupported_grant_type');
    const code = codes.find((one) => one.device === body.device_code);
    if (!code) return failed('incorrect_device_code');
    if (now() - code.madeAt >= lifetimeSeconds * 1000) return failed('expired_token');
    const early = now() - code.polledAt < code.interval * 1000;
    code.polledAt = now();
    if (early) {
      code.interval += 5;
      return failed('slow_down', { interval: code.interval });
    }
    if (code.verdict === null) return failed('authorization_pending');
    codes = codes.filter((one) => one !== code);
    if (code.verdict === 'deny') return failed('access_denied');
    return { access_token: token, token_type: 'bearer', scope: 'gist,notifications,read:org,repo' };
  }

  function answer(request: EmulatorRequest): EmulatorResponse {
    if (request.method !== 'POST') return { status: 404, body: { message: 'Not Found' } };
    if (request.headers.accept !== 'application/json') return { status: 406, body: { message: 'Ask for JSON.' } };
    const body = request.body ?? {};
    if (request.path === '/login/device/code') return { status: 200, body: begin(body) };
    if (request.path === '/login/oauth/access_token') return { status: 200, body: poll(body) };
    return { status: 404, body: { message: 'Not Found' } };
  }

  return {
    service: 'github',
    handle: answer,
    answer(userCode, verdict) {
      const code = codes.find((one) => one.user === userCode);
      if (code) code.verdict = verdict;
      return code !== undefined;
    },
    reset() {
      codes = [];
    },
    snapshot: () => codes.map(({ user, interval, verdict }): Json => ({ user, interval, verdict })),
  };
}
