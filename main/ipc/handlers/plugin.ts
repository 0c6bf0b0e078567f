import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** Plug-ins: what one may do, installing and removing. */
export function pluginHandlers({ plugins }: Services): DomainHandlers<'plugin'> {
  return {
    list: () => plugins.list(),
    inspect: ({ folder, development }) => plugins.inspect(folder, development),
    install: ({ folder, development, fingerprint }) => plugins.install(folder, development, fingerprint),
    remove: async ({ name }) => {
      await plugins.remove(name);
      return plugins.list();
    },
  };
}
