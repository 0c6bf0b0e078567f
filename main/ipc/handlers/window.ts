import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** The host's windows. */
export function windowHandlers({ windows }: Services): DomainHandlers<'window'> {
  return {
    fit: ({ height }, { caller }) => {
      windows.fit(caller, height);
      return {};
    },
    leave: (_input, { caller }) => {
      windows.leave(caller);
      return {};
    },
    open: async (target) => {
      await windows.open(target);
      return {};
    },
    quick: async () => {
      await windows.quick();
      return {};
    },
  };
}
