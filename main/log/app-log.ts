import { join } from 'node:path';
import { redactSecrets } from '../policy/index.ts';
import { describeError, withoutQuotes } from './describe-error.ts';
import { appendRotating, type Rotation, rotatedNames } from './rotating-file.ts';

/** What can be logged. No event has a place for the words of a request or what a service returned. */
export interface AppLog {
  started(versions: Readonly<Record<string, string>>): void;
  stopped(): void;
  /** What the window says needs attention; sentences of the app. */
  problems(sentences: readonly string[]): void;
  /** Something that was not foreseen. `where`: a part of the app, named in its code. */
  failed(where: string, thrown: unknown): void;
}

const rotation: Rotation = { bytes: 1_000_000, files: 3 };

/** The files of the log in a data folder, newest first; those that are older may not be there yet. */
export function logFiles(dataDir: string): readonly [newest: string, ...older: string[]] {
  const file = join(dataDir, 'thimble.log');
  return [file, ...rotatedNames(file, rotation.files).slice(1)];
}

/**
 * Opens `thimble.log` of a data folder: one JSON object a line, `{at, level, event, …}`, with secrets replaced in every
 * text. It says how the app fared, for whoever mends it; what was done is in the audit log. A line that cannot be
 * written is lost: this log stops nothing.
 * @param options.now epoch milliseconds
 */
export function openAppLog(options: {
  readonly dataDir: string;
  readonly now: () => number;
  readonly rotation?: Rotation;
}): AppLog {
  const [file] = logFiles(options.dataDir);
  const write = (level: 'info' | 'warning' | 'error', event: string, more: Readonly<Record<string, string>>): void => {
    const texts = Object.entries(more).map(([name, text]) => [name, redactSecrets(text.toWellFormed())]);
    try {
      const at = new Date(options.now()).toISOString();
      const line = JSON.stringify({ at, level, event, ...Object.fromEntries(texts) });
      appendRotating(file, `${line}\n`, options.rotation ?? rotation);
    } catch {
      // A full disk or a folder that is gone is told by the audit log, without which nothing is sent.
    }
  };
  return {
    started: (versions) => write('info', 'started', versions),
    stopped: () => write('info', 'stopped', {}),
    problems(sentences) {
      for (const sentence of sentences) write('warning', 'problem', { message: withoutQuotes(sentence) });
    },
    failed(where, thrown) {
      write('error', 'failed', { where, ...describeError(thrown) });
    },
  };
}
