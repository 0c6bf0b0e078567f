import type { Service } from '../../shared/index.ts';
import type { AccountRef } from '../policy/index.ts';

/** An account as a call uses it. */
export interface CallAccount extends AccountRef {
  readonly service: Service;
  /** For people: "Sam Rivera (acme)"; null for the demo workspace. */
  readonly label: string | null;
  /** Whose it is, where the service says so; what "me" means in a request. */
  readonly me: { readonly name: string; readonly email: string } | null;
}

/** The accounts of one run, fixed when it starts: all of the demo workspace, or all of the person's own. */
export interface RunAccounts {
  /** The request without the words that only say which account; what the model and the resolvers see. */
  readonly words: string;
  /** @throws ThimbleError `not_connected` for a service that has none */
  of(service: Service): CallAccount;
}

/** Chooses the accounts of runs. */
export interface AccountChooser {
  /**
   * @param wanted account names by service, as the person chose them beside the request
   * @throws ThimbleError `not_found` for a name that no account has, `bad_input` for a request that names two of a service
   */
  forRun(request: string, wanted?: Readonly<Record<string, string>>): RunAccounts;
  /** What the account of a connection, by its id, is called now; null when it is not connected any more. */
  nameOf(service: Service, id: string): string | null;
  /** The service no longer accepts the account's credential. */
  refused(service: Service, account: AccountRef): void;
}
