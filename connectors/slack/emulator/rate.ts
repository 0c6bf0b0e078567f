/** How long a window of Slack's rate limits is, in milliseconds (https://docs.slack.dev/apis/web-api/rate-limits). */
const windowMs = 60_000;

/** Counts calls by method over the last minute. */
export interface RateLimiter {
  /** Seconds to wait before the next call of a method, 0 where it may go on; counts the call then. */
  take(method: string): number;
  reset(): void;
}

/**
 * @param perMinute calls a minute by method; methods that are not in it have no limit
 * @param now epoch milliseconds
 */
export function createRateLimiter(perMinute: Readonly<Record<string, number>>, now: () => number): RateLimiter {
  const calls = new Map<string, number[]>();
  return {
    take(method) {
      const most = perMinute[method];
      if (most === undefined) return 0;
      const at = now();
      const recent = (calls.get(method) ?? []).filter((time) => time > at - windowMs);
      calls.set(method, recent);
      const [oldest] = recent;
      if (recent.length >= most) return Math.max(1, Math.ceil(((oldest ?? at) + windowMs - at) / 1000));
      recent.push(at);
      return 0;
    },
    reset: () => calls.clear(),
  };
}
