import { connectors } from '../../connectors/index.ts';
import { type Connection, shippedServiceSchema } from '../../shared/index.ts';
import { zonedIso } from '../agent/index.ts';
import { runChecks } from '../doctor/index.ts';
import type { AppInfo, Services } from '../ipc/index.ts';
import type { SettingsFile } from '../settings/index.ts';
import type { Composition } from './compose.ts';

/** Requests that show what the demo workspace can do. */
const suggestions = [
  "refund $5 of Oskar's latest payment",
  'tell #releases that api v2.4.0 is out',
  'list open pull requests in api',
  'close infra #45 as completed',
  'list the tasks that are in progress',
  'merge the rate limiter PR',
  "what's new in #incidents",
];

export interface ServicesInput {
  readonly composition: Composition;
  readonly settings: SettingsFile;
  readonly host: AppInfo['host'];
  readonly version: string;
  readonly now: () => number;
}

/** The app's services for route handlers, over the wired rooms. */
export function createServices({ composition, settings, host, version, now }: ServicesInput): Services {
  const { agent, audit, policy, plugins, model, secrets, demo } = composition;
  const problems = (): string[] => [
    ...(model.problem ? [`${model.problem.message} ${model.problem.hint}`] : []),
    ...(secrets.problem ? [secrets.problem] : []),
    ...(settings.problem ? [settings.problem] : []),
    ...plugins.problems(),
    ...policy.problems().map((problem) => `Policies: ${problem}`),
    ...(composition.dangling > 0
      ? [
          `${composition.dangling} ${composition.dangling === 1 ? 'call was' : 'calls were'} cut off before an answer came. Look for “unknown: check” in the audit list; nothing is sent again by itself.`,
        ]
      : []),
  ];
  const connections = (): Connection[] =>
    connectors.map(({ service, title, tools }) => ({
      service,
      title,
      mode: 'demo',
      account: 'Demo workspace',
      origin: shippedServiceSchema.safeParse(service).success ? demo.origins[shippedServiceSchema.parse(service)] : '',
      tools: tools.filter((tool) => !tool.internal).length,
    }));
  const info = (): AppInfo => {
    const about = model.problem ? null : model.proposer().info;
    return {
      version,
      host,
      demo: true,
      now: zonedIso(now(), settings.get().zone),
      model: {
        name: about?.name ?? 'Needle',
        device: about?.device ?? 'none',
        ready: about !== null,
        problem: model.problem?.message ?? null,
      },
      keychain: secrets.signing.description,
      problems: problems(),
    };
  };
  return {
    agent: {
      preview: (request, caller) => agent.preview(request, caller),
      run: async (request) => agent.start(request),
      undo: (auditId) => agent.undo(auditId),
      undoOf: (auditId) => agent.undoOf(auditId),
      get: (runId) => agent.get(runId),
      cancel: (runId) => agent.cancel(runId),
      choose: (runId, questionId, candidateId) => agent.choose(runId, questionId, candidateId),
      tools: () => agent.tools(),
      suggestions: () => suggestions,
    },
    approvals: {
      list: () => agent.approvals(),
      answer: ({ approvalId, callHash, verdict, reason }) =>
        agent.answer(approvalId, callHash, {
          verdict,
          reason,
          by: `the person at the ${host === 'terminal' ? 'terminal' : 'app'}`,
        }),
      edit: (approvalId, args) => agent.edit(approvalId, args),
    },
    audit,
    policy,
    plugins,
    settings: { get: () => settings.get(), save: (next) => settings.save(next) },
    app: {
      info,
      connections,
      doctor: () => runChecks({ composition, connectors: connections() }),
    },
  };
}
