/**
 * Whose account of a service a call uses. `id` belongs to this very connection: an account that is connected later under
 * the same name has another one, so that no decision passes from the one to the other.
 */
export interface AccountRef {
  readonly id: string;
  /** What the person calls it. */
  readonly name: string;
}

/** The demo workspace. No account of a person may have this name. */
export const demoAccount: AccountRef = Object.freeze({ id: 'demo', name: 'demo' });

/** A service that takes no credential: the same for everybody. No account of a person may have this name. */
export const openAccount: AccountRef = Object.freeze({ id: 'open', name: 'open' });
