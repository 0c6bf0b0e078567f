import type { ConnectorManifest } from '../../connectors/index.ts';
import { createPolicyEngine, type PolicyEngine, type PolicyFile } from '../policy/index.ts';

/** Makes sets of rules that are tried and are never in force. */
export interface Trials {
  /**
   * Runs `use` with the default rules and these files of the person's own.
   * @throws Error with the first problem when they are no valid set, and what `use` throws
   */
  with<T>(own: readonly PolicyFile[], use: (engine: PolicyEngine) => Promise<T>): Promise<T>;
}

/** Sets for trial share a few places in Cedar's memory, which forgets none; a place is taken by one set at a time. */
export function createTrials(policyDir: string, connectors: () => readonly ConnectorManifest[]): Trials {
  const free: string[] = [];
  let made = 0;
  return {
    async with(own, use) {
      const slot = free.pop() ?? `trial-${++made}`;
      try {
        const engine = await createPolicyEngine({ connectors, policyDir, own, slot });
        const [problem] = engine.problems();
        if (problem !== undefined) throw new Error(problem);
        return await use(engine);
      } finally {
        free.push(slot);
      }
    },
  };
}
