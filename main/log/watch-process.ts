import type { AppLog } from './app-log.ts';

/**
 * Logs what nothing caught, before the process does with it what it would have done anyway. Returns a function that
 * stops. https://nodejs.org/api/process.html#event-uncaughtexceptionmonitor
 */
export function watchProcess(log: Pick<AppLog, 'failed'>): () => void {
  const note = (thrown: unknown, origin: string): void => log.failed(origin, thrown);
  process.on('uncaughtExceptionMonitor', note);
  return () => {
    process.off('uncaughtExceptionMonitor', note);
  };
}
