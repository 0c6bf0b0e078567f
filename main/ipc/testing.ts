import type { Services } from './services.ts';

/** Services of which each method throws; a test replaces those that it is about. */
export function unusedServices(): Services {
  const unused = (): never => {
    throw new Error('This service is not part of the test.');
  };
  return {
    accounts: {
      list: unused,
      connect: unused,
      rename: unused,
      setDefault: unused,
      disconnect: unused,
      check: unused,
      use: unused,
      signIn: unused,
      signInState: unused,
      cancelSignIn: unused,
    },
    agent: {
      preview: unused,
      stopPreview: unused,
      run: unused,
      undo: unused,
      undoOf: unused,
      get: unused,
      cancel: unused,
      choose: unused,
      tools: unused,
      suggestions: unused,
    },
    approvals: { list: unused, answer: unused, edit: unused, request: unused },
    audit: { list: unused, show: unused, recentRequests: unused },
    review: {
      page: unused,
      days: unused,
      stats: unused,
      views: unused,
      saveView: unused,
      removeView: unused,
      verify: unused,
      cancelVerify: unused,
      export: unused,
      exportRead: unused,
      exportClose: unused,
    },
    policy: { policies: unused, problems: unused },
    plugins: { list: unused, inspect: unused, install: unused, remove: unused },
    secondModel: { state: unused, setKey: unused },
    settings: { get: unused, save: unused },
    app: { info: unused, connections: unused, doctor: unused, measureDevices: unused },
    windows: { shortcut: unused, fit: unused, leave: unused, open: unused, quick: unused },
  };
}
