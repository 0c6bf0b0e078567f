import { type ChangeLog, loggedChange, ownArgument } from '../own-change/index.ts';
import { callHash, openAccount } from '../policy/index.ts';
import { fingerprintOf } from './files.ts';
import type { PinnedPlugin } from './registry-file.ts';

/** What a person does with a plug-in, apart from its calls. */
export type PluginChange = 'install' | 'update' | 'remove';

const texts: Record<PluginChange, { readonly title: string; readonly effect: string; readonly done: string }> = {
  install: { title: 'Install a plug-in', effect: 'Install the plug-in', done: 'Installed' },
  update: { title: 'Update a plug-in', effect: 'Update the plug-in', done: 'Updated to' },
  remove: { title: 'Remove a plug-in', effect: 'Remove the plug-in', done: 'Removed' },
};

/**
 * Makes a change to the plug-ins with an entry of its own in the log: which files were installed, and when, can be proved.
 * @throws as {@link loggedChange}
 */
export function loggedPluginChange<T>(
  log: ChangeLog,
  change: PluginChange,
  pinned: PinnedPlugin,
  now: () => number,
  work: () => Promise<T>,
): Promise<T> {
  const { title, effect, done } = texts[change];
  const fingerprint = fingerprintOf(pinned);
  const tool = `${pinned.name}.plugin.${change}`;
  const describe = () => ({
    tool,
    title,
    service: pinned.name,
    effectText: `${effect} ${pinned.title} ${pinned.version} for ${pinned.origin}`,
    undoText: change === 'remove' ? 'Install it again from its folder.' : 'It can be removed in Connections.',
    args: [
      ownArgument('version', 'Version', pinned.version),
      ownArgument('origin', 'Address that its calls go to', pinned.origin),
      ownArgument('fingerprint', 'SHA-256 over the hashes of its files', fingerprint),
    ],
    verdict: 'allow' as const,
    rule: { id: 'you-install', text: 'You install and remove your own plug-ins.' },
    callHash: callHash({ tool, connectorVersion: pinned.version, account: openAccount, args: { fingerprint } }),
    approval: null,
    request: '',
    runId: null,
  });
  return loggedChange(log, describe, `${done} ${pinned.title} ${pinned.version}`, now, work);
}
