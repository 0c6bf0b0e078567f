/** What a keychain library has to offer; keytar's own shape. Promises reject with the library's errors. */
export interface Backend {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, secret: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** A library to try, in order. `load` rejects or throws where it cannot load. */
export interface Candidate {
  readonly name: string;
  load(): Promise<Backend>;
}

/** keytar (github.com/atom/node-keytar): N-API, but archived, and compiled at install where its prebuild is out of reach. */
export const keytarCandidate: Candidate = {
  name: 'keytar',
  async load() {
    const { default: keytar } = await import('keytar');
    return keytar;
  },
};

/**
 * `@napi-rs/keyring`. On Linux pinned to the Secret Service: left to itself it falls back to the kernel keyring, which
 * forgets at logout.
 */
export const napiCandidate: Candidate = {
  name: '@napi-rs/keyring',
  async load() {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    const entry = (service: string, account: string) =>
      new AsyncEntry(service, account, { linux: { store: 'secret-service' } });
    return {
      getPassword: async (service, account) => (await entry(service, account).getPassword()) ?? null,
      setPassword: (service, account, secret) => entry(service, account).setPassword(secret),
      deletePassword: (service, account) => entry(service, account).deletePassword(),
    };
  },
};
