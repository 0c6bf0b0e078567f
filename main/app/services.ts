import { join } from 'node:path';
import { type About, type Connection, ThimbleError, type ThimbleEvent } from '../../shared/index.ts';
import { diagnosticsText, readNotices } from '../about/index.ts';
import { zonedIso } from '../agent/index.ts';
import { runChecks } from '../doctor/index.ts';
import type { AppInfo, LoginItem, Services, WindowService } from '../ipc/index.ts';
import { approveAlways } from '../learned/index.ts';
import { logFiles } from '../log/index.ts';
import type { SettingsFile } from '../settings/index.ts';
import type { Composition } from './compose.ts';
import { connectionsOf } from './connections.ts';
import type { DeviceChooser } from './devices.ts';
import { suggestionsFor } from './suggestions.ts';

export interface ServicesInput {
  readonly composition: Composition;
  readonly settings: SettingsFile;
  readonly host: AppInfo['host'];
  readonly version: string;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly devices: DeviceChooser;
  readonly now: () => number;
  readonly windows: WindowService;
  /** None where the host cannot start the app at login. */
  readonly login?: LoginItem | undefined;
  readonly emit: (event: ThimbleEvent) => void;
}

const noLogin = { available: false, on: false };

/** The app's services for route handlers, over the wired rooms. */
export function createServices(input: ServicesInput): Services {
  const { composition, settings, host, version, dataDir, resourcesDir, devices, now, windows, login, emit } = input;
  const { agent, audit, review, policy, workshop, learned, plugins, model, secondModel, secrets, accounts } =
    composition;
  const by = `the person at the ${host === 'terminal' ? 'terminal' : 'app'}`;
  const problems = (): string[] => [
    ...(model.problem ? [`${model.problem.message} ${model.problem.hint}`] : []),
    ...(secrets.problem ? [secrets.problem] : []),
    ...(settings.problem ? [settings.problem] : []),
    ...accounts.problems(),
    ...plugins.problems(),
    ...policy.problems().map((problem) => `Policies: ${problem}`),
  ];
  const connections = (): Connection[] => connectionsOf(composition.connectors(), accounts.view(), composition);
  const info = (): AppInfo => {
    const about = model.problem ? null : model.proposer().info;
    return {
      version,
      host,
      demo: accounts.inDemo(),
      now: zonedIso(now(), settings.get().zone),
      model: {
        name: about?.name ?? 'Needle',
        device: about?.device ?? 'none',
        ready: about !== null,
        problem: model.problem?.message ?? null,
      },
      keychain: secrets.signing.description,
      problems: problems(),
      shortcut: windows.shortcut(),
    };
  };
  const doctor = () => runChecks({ composition, connectors: connections(), devices: devices.report(), dataDir });
  const about = (): About => ({
    licence: 'Apache-2.0',
    modelCard: join(resourcesDir, 'models', 'needle', 'README.md'),
    fingerprint: review.state().fingerprint,
    dataFolder: dataDir,
    appLog: logFiles(dataDir)[0],
  });
  return {
    agent: {
      preview: async (request, caller, chosen) => {
        await composition.settle();
        return agent.preview(request, caller, chosen);
      },
      stopPreview: (caller) => agent.stopPreview(caller),
      run: async (request, chosen, fromLink) => {
        await composition.settle();
        return agent.start(request, chosen, fromLink);
      },
      undo: (auditId) => agent.undo(auditId),
      undoOf: (auditId) => agent.undoOf(auditId),
      settlingOf: (auditId) => agent.settlingOf(auditId),
      resend: (auditId) => agent.resend(auditId),
      settle: (auditId, happened) => agent.settle(auditId, happened, by),
      get: (runId) => agent.get(runId),
      cancel: (runId) => agent.cancel(runId),
      choose: (runId, questionId, candidateId) => agent.choose(runId, questionId, candidateId),
      tools: () => agent.tools(),
      suggestions: () => suggestionsFor(accounts.view()),
    },
    approvals: {
      list: () => agent.approvals(),
      answer: ({ approvalId, callHash, always, ...answer }) =>
        answer.verdict === 'approve' && always
          ? approveAlways(agent, learned, { approvalId, callHash, by, reason: answer.reason, hash: always.hash })
          : agent.answer(approvalId, callHash, { ...answer, by }),
      alwaysDraft: (approvalId, callHash, reach) => learned.draft(agent.cardCall(approvalId, callHash), reach),
      edit: (approvalId, args, index) => agent.edit(approvalId, args, index),
      request: (approvalId, index, lookUp) => agent.request(approvalId, index, lookUp),
    },
    accounts: {
      list: async () => {
        await composition.settle();
        return accounts.view();
      },
      connect: (service, given) => accounts.connect(service, given),
      rename: (service, name, to) => accounts.rename(service, name, to),
      setDefault: (service, name) => accounts.setDefault(service, name),
      disconnect: (service, name) => accounts.disconnect(service, name),
      check: (service, name) => accounts.check(service, name),
      use: (use) => accounts.use(use),
      signIn: (service, given) => accounts.signIn(service, given),
      signInState: (id) => accounts.signInState(id),
      cancelSignIn: (id) => accounts.cancelSignIn(id),
    },
    audit,
    review,
    policy,
    workshop,
    learned: { list: () => learned.list(), forget: (id) => learned.forget(id, by) },
    plugins,
    secondModel,
    settings: {
      get: () => settings.get(),
      save(next) {
        const saved = settings.save(next);
        emit({ type: 'settings.changed' });
        return saved;
      },
    },
    windows,
    app: {
      info,
      connections,
      doctor,
      measureDevices: () => devices.measure(),
      about,
      notices: () => readNotices(resourcesDir),
      diagnostics: async () => {
        const { name, device } = info().model;
        const { versions } = process;
        return diagnosticsText({
          ...about(),
          version,
          host,
          model: `${name} on ${device}`,
          checks: await doctor(),
          versions,
        });
      },
      loginStart: () => login?.state() ?? noLogin,
      async setLoginStart(on) {
        if (!login || !(await login.state()).available)
          throw new ThimbleError(
            'bad_input',
            'Thimble cannot be started at login from here.',
            'Use the installed app, or the settings of your system.',
          );
        await login.set(on);
        return login.state();
      },
    },
  };
}
