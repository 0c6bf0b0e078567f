import type { Keychain } from './types.ts';

/**
 * Secrets in this process's memory: for the demo workspace, whose credentials are made up and end with the process.
 * Never used for a real account.
 */
export function createMemoryKeychain(): Keychain {
  const secrets = new Map<string, string>();
  const key = (name: { service: string; account: string }): string => JSON.stringify([name.service, name.account]);
  return {
    description: 'in memory (demo only)',
    persistent: false,
    get: async (name) => secrets.get(key(name)) ?? null,
    set: async (name, secret) => {
      secrets.set(key(name), secret);
    },
    delete: async (name) => secrets.delete(key(name)),
  };
}
