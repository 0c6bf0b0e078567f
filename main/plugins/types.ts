import type { ConnectorManifest } from '../../connectors/index.ts';
import type { InstalledPlugin, PluginConsent, Service } from '../../shared/index.ts';

/** The plug-ins of one data folder. Changes to it run one after another. */
export interface Plugins {
  /** Those in use, as connectors. The same list as long as nothing changed. */
  connectors(): readonly ConnectorManifest[];
  list(): InstalledPlugin[];
  /** Why plug-ins are switched off, one sentence each. */
  problems(): string[];
  /**
   * Reads a folder and says what the plug-in in it may do; runs nothing of it.
   * @param development whether an address on this machine is taken
   * @throws ThimbleError `bad_input` with what is wrong with the files
   */
  inspect(folder: string, development: boolean): Promise<PluginConsent>;
  /**
   * Installs or updates exactly what was inspected.
   * @param fingerprint of the files that the person agreed to
   * @throws ThimbleError `bad_input` when they are other files now, `storage_unavailable` when they cannot be kept
   */
  install(folder: string, development: boolean, fingerprint: string): Promise<InstalledPlugin>;
  /** @throws ThimbleError `not_found`, `storage_unavailable` */
  remove(name: Service): Promise<void>;
  /**
   * The script of a plug-in in use, its files checked against their hashes this very moment. Files that were changed
   * switch the plug-in off.
   * @param version the connector's version that the call was decided for
   * @throws ThimbleError `sandbox_failed`
   */
  script(service: Service, version: string | undefined): Promise<string>;
  /** Told after each change, and waited for: the policies are rebuilt there. */
  onChange(listener: () => Promise<void> | void): void;
  /** Told before a plug-in goes or moves to another address: its credentials must not stay. A failure stops the change. */
  onLeave(listener: (name: Service) => Promise<void> | void): void;
}
