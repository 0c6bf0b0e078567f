import { randomUUID } from 'node:crypto';
import { type ArgumentView, toThimbleError } from '../../shared/index.ts';
import type { AuditLog, Intent } from '../audit/index.ts';
import { callHash, openAccount } from '../policy/index.ts';
import { fingerprintOf } from './files.ts';
import type { PinnedPlugin } from './registry-file.ts';

/** What a person does with a plug-in, apart from its calls. */
export type PluginChange = 'install' | 'update' | 'remove';

/** The parts of the log that are used here. */
export type ChangeLog = Pick<AuditLog, 'intent' | 'outcome'>;

const texts: Record<PluginChange, { readonly title: string; readonly effect: string; readonly done: string }> = {
  install: { title: 'Install a plug-in', effect: 'Install the plug-in', done: 'Installed' },
  update: { title: 'Update a plug-in', effect: 'Update the plug-in', done: 'Updated to' },
  remove: { title: 'Remove a plug-in', effect: 'Remove the plug-in', done: 'Removed' },
};

function view(name: string, description: string, value: string): ArgumentView {
  return {
    name,
    kind: 'text',
    description,
    proposed: value,
    value,
    label: value,
    source: { kind: 'person', text: value },
    confidence: null,
    editable: false,
    choices: null,
  };
}

function intentOf(change: PluginChange, pinned: PinnedPlugin, now: number): Intent {
  const { title, effect } = texts[change];
  const fingerprint = fingerprintOf(pinned);
  const tool = `${pinned.name}.plugin.${change}`;
  return {
    runId: randomUUID(),
    step: 0,
    request: '',
    tool,
    title,
    service: pinned.name,
    effect: 'write',
    effectText: `${effect} ${pinned.title} ${pinned.version} for ${pinned.origin}`,
    undoText: change === 'remove' ? 'Install it again from its folder.' : 'It can be removed in Connections.',
    args: [
      view('version', 'Version', pinned.version),
      view('origin', 'Address that its calls go to', pinned.origin),
      view('fingerprint', 'SHA-256 over the hashes of its files', fingerprint),
    ],
    decision: {
      id: `dec_${randomUUID()}`,
      verdict: 'allow',
      rules: [{ id: 'you-install', verdict: 'allow', text: 'You install and remove your own plug-ins.', change: null }],
      callHash: callHash({ tool, connectorVersion: pinned.version, account: openAccount, args: { fingerprint } }),
      decidedAt: new Date(now).toISOString(),
    },
    approval: null,
    tainted: false,
    lookup: false,
    account: openAccount.name,
    place: openAccount.id,
    undoes: null,
    asked: [],
    secondModel: null,
  };
}

/**
 * Makes a change to the plug-ins with an entry of its own in the log: which files were installed, and when, can be proved.
 * @throws ThimbleError `storage_unavailable` when the log cannot be written: nothing is changed then; else what `work` throws
 */
export async function loggedChange<T>(
  log: ChangeLog,
  change: PluginChange,
  pinned: PinnedPlugin,
  now: () => number,
  work: () => Promise<T>,
): Promise<T> {
  const started = now();
  const id = log.intent(intentOf(change, pinned, started));
  const end = (error: ReturnType<typeof toThimbleError> | null): void =>
    log.outcome(id, {
      status: error === null ? 'succeeded' : 'failed',
      summary: error === null ? `${texts[change].done} ${pinned.title} ${pinned.version}` : null,
      result: null,
      error: error?.toJSON() ?? null,
      requests: [],
      undo: [],
      milliseconds: Math.max(0, now() - started),
    });
  let result: T;
  try {
    result = await work();
  } catch (thrown) {
    end(toThimbleError(thrown));
    throw thrown;
  }
  end(null);
  return result;
}
