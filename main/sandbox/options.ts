import type { Artifacts } from './artifacts.ts';

/** Limits of one sandbox. All have defaults. */
export interface SandboxLimits {
  /** Isolate heap, MiB. Default 64. */
  readonly isolateMb: number;
  /** Whole process, MiB: RLIMIT_DATA on Linux, resident set everywhere. Default 512. */
  readonly processMb: number;
  /** How long connector code may go on, in milliseconds, while no answer is owed to it. Default 5,000. */
  readonly stallMs: number;
  /** How long the process may take to start, milliseconds. Default 15,000. */
  readonly startMs: number;
}

export interface SandboxOptions {
  /** Where the code comes from. Default: the working tree. */
  readonly artifacts?: Artifacts;
  readonly limits?: Partial<SandboxLimits>;
}

const defaults: SandboxLimits = { isolateMb: 64, processMb: 512, stallMs: 5000, startMs: 15_000 };

/** Limits with the defaults filled in. */
export function withDefaults(limits: Partial<SandboxLimits> | undefined): SandboxLimits {
  return { ...defaults, ...limits };
}
