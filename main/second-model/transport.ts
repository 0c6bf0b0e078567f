import { Agent } from 'undici';
import type { JsonObject } from '../../shared/index.ts';
import { loopbackLookup, type ModelAddress } from './address.ts';

/** Caps of one exchange. */
export interface SecondModelLimits {
  /** Until a connection stands, milliseconds. */
  readonly connectMs: number;
  /** From the start to the last byte, milliseconds: a model on a small machine takes its time. */
  readonly totalMs: number;
  /** Longest answer, bytes. */
  readonly answerBytes: number;
}

export const defaultLimits: SecondModelLimits = { connectMs: 3000, totalMs: 90_000, answerBytes: 1024 * 1024 };

/** A whole answer, or why there is none, as the end of a sentence. */
export type Exchange = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'its answer is too long';
  if (code === 'ECONNREFUSED' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'nothing answers there';
  return 'the connection failed';
}

function whyOfStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'it wants to send your words elsewhere, which is not followed';
  if (status === 401 || status === 403) return 'it does not accept the key';
  if (status === 404) return 'there is no such model or address';
  return `it answered with status ${status}`;
}

/**
 * Posts one JSON body and reads one answer: a connection of its own, no proxy, no redirect, no retry.
 * @throws what `signal` was aborted with, and nothing else
 */
export async function exchange(
  { origin, path, loopback }: ModelAddress,
  { body, key, limits }: { readonly body: JsonObject; readonly key: string | null; readonly limits: SecondModelLimits },
  signal: AbortSignal,
): Promise<Exchange> {
  signal.throwIfAborted();
  const late = AbortSignal.timeout(limits.totalMs);
  // A plain Agent takes no proxy from the environment; a literal address is never looked up.
  const agent = new Agent({
    allowH2: false,
    maxHeaderSize: 32 * 1024,
    maxResponseSize: limits.answerBytes,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
    connect: { timeout: limits.connectMs, ...(loopback ? { lookup: loopbackLookup } : {}) },
  });
  try {
    const answer = await agent.request({
      origin,
      path: `${path}/chat/completions`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, late]),
    });
    const why = whyOfStatus(answer.statusCode);
    return why === null ? { ok: true, text: await answer.body.text() } : { ok: false, why };
  } catch (thrown) {
    signal.throwIfAborted();
    if (late.aborted) return { ok: false, why: `it took longer than ${Math.round(limits.totalMs / 1000)} seconds` };
    return { ok: false, why: whyOf(thrown) };
  } finally {
    await agent.destroy();
  }
}
