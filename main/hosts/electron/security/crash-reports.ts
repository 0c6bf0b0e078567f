import type { CrashReporter } from 'electron';

/** Rule: crash dumps stay on this machine; they can hold anything that was in memory. Call before `ready`. */
export function keepCrashReportsHere(crashReporter: Pick<CrashReporter, 'start'>): void {
  crashReporter.start({ uploadToServer: false });
}
