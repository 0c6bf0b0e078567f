/** A secret's name: `service` is always of the form `thimble/<what>`, `account` whose it is. */
export interface SecretName {
  readonly service: string;
  readonly account: string;
}

/**
 * The OS keychain. Every method throws a ThimbleError `keychain_unavailable` when there is none or it is locked; no
 * implementation ever writes a secret to a file in clear.
 */
export interface Keychain {
  /** For people and `thimble doctor`: "Secret Service (keytar)", "in memory (demo only)". */
  readonly description: string;
  /** False for the in-memory store, whose secrets end with the process. */
  readonly persistent: boolean;
  get(name: SecretName): Promise<string | null>;
  set(name: SecretName, secret: string): Promise<void>;
  /** True when something was deleted. */
  delete(name: SecretName): Promise<boolean>;
}
