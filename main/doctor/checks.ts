import type {
  Connection,
  DeviceReport,
  DoctorCheck,
  ErrorBody,
  InstalledPlugin,
  VerifyReport,
} from '../../shared/index.ts';
import { toThimbleError } from '../../shared/index.ts';
import { findBrowser } from '../browsers/index.ts';
import { logFiles } from '../log/index.ts';
import type { Sandbox } from '../sandbox/index.ts';

/** What the doctor looks at. */
export interface DoctorInput {
  readonly composition: {
    readonly sandbox: Sandbox;
    readonly model: {
      readonly problem: ErrorBody | null;
      proposer(): { readonly info: { readonly name: string; readonly device: string; readonly parameters: number } };
    };
    readonly secrets: { readonly signing: { readonly description: string }; readonly problem: string | null };
    readonly plugins: { list(): readonly InstalledPlugin[]; problems(): readonly string[] };
    readonly accounts: { problems(): readonly string[] };
    readonly policy: { policies(): readonly unknown[]; problems(): readonly string[] };
    readonly review: { verify(): Promise<VerifyReport> };
  };
  readonly connectors: readonly Connection[];
  /** What was measured of the devices that can run the model; null while nothing was. */
  readonly devices: DeviceReport | null;
  readonly dataDir: string;
}

const ok = (name: string, detail: string): DoctorCheck => ({ name, state: 'ok', detail, hint: '' });

/** How the device was chosen. What was measured in this session is used from the next start on. */
function deviceText(report: DeviceReport | null): string {
  const chosen = report?.tried.find((one) => one.chosen);
  if (!report || !chosen) return 'not measured yet; `npx thimble doctor --devices` does it now';
  const right = report.tried.filter((one) => one.problem === null).length;
  const time = chosen.milliseconds === null ? '' : `: ${chosen.milliseconds.toFixed(0)} ms`;
  const unused = report.tried.filter((one) => one.problem !== null).map((one) => `${one.name} (${one.problem})`);
  return `${chosen.name}${time}, the best of ${right} that answer correctly, measured ${report.at.slice(0, 10)}${
    unused.length > 0 ? `; not used: ${unused.join(', ')}` : ''
  }`;
}

/** Checks what the app needs, each as one line with what to do where something is missing. */
export async function runChecks({ composition, connectors, devices, dataDir }: DoctorInput): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [ok('Node', `${process.version} on ${process.platform} ${process.arch}`)];

  const { model, secrets, plugins, policy, review, sandbox } = composition;
  if (model.problem)
    checks.push({ name: 'Needle', state: 'missing', detail: model.problem.message, hint: model.problem.hint });
  else {
    const { name, device, parameters } = model.proposer().info;
    checks.push(ok('Needle', `${name}, ${(parameters / 1e6).toFixed(1)} million parameters, on ${device}`));
    checks.push(ok('Device', deviceText(devices)));
  }

  try {
    await sandbox.ready();
    const info = sandbox.info();
    checks.push(ok('Sandbox', info ? `Node ${info.node}, ${info.contained}` : 'starts when it is needed'));
  } catch (thrown) {
    const error = toThimbleError(thrown);
    checks.push({ name: 'Sandbox', state: 'missing', detail: error.message, hint: error.hint });
  }

  checks.push(
    secrets.problem
      ? {
          name: 'Keychain',
          state: 'warning',
          detail: secrets.problem,
          hint: 'The demo works without one; accounts need it.',
        }
      : ok('Keychain', secrets.signing.description),
  );
  const problems = policy.problems();
  checks.push(
    problems.length > 0
      ? { name: 'Policies', state: 'missing', detail: problems.join(' '), hint: 'Mend the file that is named.' }
      : ok('Policies', `${policy.policies().length} rules in force`),
  );
  const report = await review.verify();
  checks.push(
    report.ok
      ? ok('Audit log', `${report.entries} records, intact`)
      : {
          name: 'Audit log',
          state: 'warning',
          detail: report.problems[0]?.message ?? 'It has been changed.',
          hint: 'Run `npx thimble audit verify` for the whole list.',
        },
  );
  const trouble = composition.accounts.problems();
  if (trouble.length > 0)
    checks.push({
      name: 'Accounts',
      state: 'warning',
      detail: trouble.join(' '),
      hint: 'Run `npx thimble accounts` for all of them.',
    });
  checks.push(ok('Services', connectors.map((one) => `${one.title} (${one.mode}, ${one.tools} tools)`).join(', ')));
  const used = plugins.list().filter((one) => one.problem === null);
  if (used.length > 0)
    checks.push(
      ok(
        'Plug-ins',
        `${used.map((one) => `${one.title} ${one.version} (${one.origin})`).join(', ')}; not reviewed by Thimble`,
      ),
    );
  for (const detail of plugins.problems())
    checks.push({
      name: 'Plug-ins',
      state: 'warning',
      detail,
      hint: 'Install it again from its folder, or run `npx thimble plugins remove NAME`.',
    });
  checks.push(ok('Data folder', dataDir), ok('App log', logFiles(dataDir)[0]));
  const browser = findBrowser();
  if (process.platform === 'linux')
    checks.push(
      browser
        ? ok('Browser', browser)
        : {
            name: 'Browser',
            state: 'warning',
            detail: 'No Chromium found for the browser window.',
            hint: 'Install the package chromium, or open the printed address in any browser.',
          },
    );
  return checks;
}
