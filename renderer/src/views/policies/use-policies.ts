import type { PolicyFileView, PolicyView } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { type Loaded, useLoad } from '../../components/use-load.ts';

/** The rules in force and the files on disk. */
export interface Policies {
  readonly list: Loaded<{ policies: PolicyView[]; problems: string[] }>;
  readonly files: Loaded<PolicyFiles>;
}

export interface PolicyFiles {
  readonly files: PolicyFileView[];
  readonly problems: string[];
  readonly confirms: 'dialog' | 'code' | 'none';
}

/** Loads {@link Policies}. */
export function usePolicies(): Policies {
  return {
    list: useLoad(() => call('policy', 'list', {}), 'policies'),
    files: useLoad(() => call('policy', 'files', {}), 'policy files'),
  };
}
