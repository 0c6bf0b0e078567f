import type { App, CrashReporter, Protocol, Session } from 'electron';
import type { StaticFiles } from '../../content/index.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { keepCrashReportsHere } from './crash-reports.ts';
import { limitDownloads } from './downloads.ts';
import { blockNavigation } from './navigation.ts';
import { blockNetwork } from './network.ts';
import { denyPermissions } from './permissions.ts';
import { sandboxEveryRenderer } from './renderer-sandbox.ts';
import { denyNewWindows } from './window-open.ts';

export { appOrigin, appScheme } from './app-scheme.ts';
export { isTrustedSender } from './ipc-sender.ts';
export { webPreferences } from './web-preferences.ts';

/**
 * Everything that must hold before Electron is ready. Rules for web contents are hooked on creation, so that no window,
 * frame or webview can come up without them. The numbers in the rules are those of Electron's security checklist
 * (https://www.electronjs.org/docs/latest/tutorial/security).
 */
export function secureApp(app: App, protocol: Protocol, crashReporter: CrashReporter): void {
  sandboxEveryRenderer(app);
  registerAppScheme(protocol);
  keepCrashReportsHere(crashReporter);
  app.on('web-contents-created', (_event, contents) => {
    blockNavigation(contents);
    denyNewWindows(contents);
  });
}

/** Everything that must hold for the windows' session before the first window opens. */
export function secureSession(session: Session, files: StaticFiles, packaged: boolean): void {
  serveAppScheme(session.protocol, files);
  denyPermissions(session);
  blockNetwork(session, packaged);
  limitDownloads(session);
}
