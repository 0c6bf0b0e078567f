import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** Accounts: connected, named, checked. A token goes in and never comes out. */
export function accountHandlers({ accounts }: Services): DomainHandlers<'account'> {
  return {
    list: () => accounts.list(),
    connect: ({ service, token, name, reconnect }) => accounts.connect(service, { token, name, reconnect }),
    rename: ({ service, name, to }) => accounts.rename(service, name, to),
    setDefault: ({ service, name }) => accounts.setDefault(service, name),
    disconnect: async ({ service, name }) => {
      await accounts.disconnect(service, name);
      return {};
    },
    check: ({ service, name }) => accounts.check(service, name),
    use: ({ use }) => accounts.use(use),
    signIn: ({ service, name, reconnect }) => accounts.signIn(service, { name, reconnect }),
    signInState: ({ id }) => accounts.signInState(id),
    cancelSignIn: ({ id }) => accounts.cancelSignIn(id),
  };
}
