import type { Configuration } from 'electron-builder';

/** Every fuse of electron-builder by name: leaving one out does not compile, so none falls to Electron's default. */
type EveryFuse = Required<Omit<NonNullable<Configuration['electronFuses']>, 'resetAdHocDarwinSignature'>>;

/**
 * The fuses (https://www.electronjs.org/docs/latest/tutorial/fuses). A `test` build differs in one: Playwright drives an
 * app through Node's inspector, which a release refuses.
 */
export function fuses(purpose: 'release' | 'test'): EveryFuse {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: purpose === 'test',
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  };
}
