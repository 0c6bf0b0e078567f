/** Caps and time-outs of one request. */
export interface BrokerLimits {
  /** Encoded request body, bytes. */
  readonly requestBytes: number;
  /** Path with query, characters. */
  readonly targetChars: number;
  /** Response body, bytes, before and after decompression. */
  readonly responseBytes: number;
  /** Milliseconds: to connect (TLS included), to the answer's headers, between pieces of its body, and for everything. */
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyIdleMs: number;
  readonly totalMs: number;
  /** Longest Retry-After, milliseconds, that a read waits out by itself, once. */
  readonly retryMs: number;
}

export const defaultLimits: BrokerLimits = {
  requestBytes: 256 * 1024,
  targetChars: 8192,
  responseBytes: 4 * 1024 * 1024,
  connectMs: 10_000,
  headersMs: 20_000,
  bodyIdleMs: 10_000,
  totalMs: 30_000,
  retryMs: 2000,
};
