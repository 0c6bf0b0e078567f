import { homedir } from 'node:os';
import type { DoctorCheck } from '../../shared/index.ts';
import { oneLine } from '../../shared/index.ts';
import { redactSecrets } from '../policy/index.ts';

/** What diagnostics are made of. */
export interface DiagnosticsInput {
  readonly version: string;
  readonly host: string;
  readonly model: string;
  /** Of the key that signs the log. */
  readonly fingerprint: string;
  readonly checks: readonly DoctorCheck[];
  /** By name, as `process.versions` has them. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** The person's home folder; this process's unless given. */
  readonly home?: string;
}

const runtimes = { electron: 'Electron', chrome: 'Chromium', node: 'Node' } as const;

/**
 * The state of the app as text to send to somebody: versions and the doctor's checks, one a line. Secrets are replaced in
 * each line, and the home folder, which has the person's name, is written `~`.
 */
export function diagnosticsText(input: DiagnosticsInput): string {
  const { checks, versions, home = homedir() } = input;
  const runtime = Object.entries(runtimes).flatMap(([key, name]) =>
    versions[key] ? [`${name} ${versions[key]}`] : [],
  );
  const lines = [
    `Thimble ${input.version}, ${input.host} host`,
    runtime.join(', '),
    `Model: ${input.model}`,
    `Key of the log: ${input.fingerprint}`,
    ...checks.map(({ name, state, detail, hint }) =>
      `${state}: ${name}: ${detail}${state === 'ok' ? '' : ` ${hint}`}`.trimEnd(),
    ),
  ];
  const safe = (line: string): string => {
    const redacted = redactSecrets(oneLine(line, line.length));
    return home.length > 1 ? redacted.replaceAll(home, '~') : redacted;
  };
  return `${lines.map(safe).join('\n')}\n`;
}
