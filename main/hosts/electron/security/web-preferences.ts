import type { WebPreferences } from 'electron';

/**
 * Rule: every window is isolated and sandboxed, and says so explicitly (checklist 2, 3, 4, 6, 8, 9). `preload` is an
 * absolute path; developer tools exist in development only.
 */
export function webPreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !packaged,
  };
}
