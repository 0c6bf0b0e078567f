import type { StartProbe } from './inference/index.ts';
import type { EventBus, LoginItem, Router, WindowService } from './ipc/index.ts';
import type { Confirmer } from './policy-workshop/index.ts';
import type { Artifacts } from './sandbox/index.ts';

/** What a host needs of the running app, and the only thing it gets. */
export interface Thimble {
  readonly router: Router;
  readonly events: EventBus;
  /** Stops what runs, closes the log and ends the sandbox process. */
  close(): Promise<void>;
}

/** How a host starts the app. */
export interface StartOptions {
  readonly host: 'electron' | 'browser' | 'terminal';
  /** Where the log and the settings are kept; made when missing. */
  readonly dataDir: string;
  /** Folder that holds `policies/`, `models/` and the sandbox: the repository, or the resources of a packaged app. */
  readonly resourcesDir: string;
  /** Where the sandbox's code comes from; the working tree unless given. A packaged app gives its checked resources. */
  readonly artifacts?: Artifacts;
  /** How devices for the model are tried in a process of their own; with this process's Node unless given. */
  readonly startProbe?: StartProbe;
  /** Asks the person outside of the window before rules are loosened; without it they are not loosened from the app. */
  readonly confirmer?: Confirmer;
  /** Goes to the demo workspace or to accounts whatever the switch in Connections says, without moving it. */
  readonly use?: 'demo' | 'accounts';
  /** The host's windows; none unless given. */
  readonly windows?: WindowService;
  /** Starts the app when the person logs in; without it that is said not to be possible. */
  readonly login?: LoginItem;
}

/** `main/index.ts` exports one of these as `startThimble`. Rejects with a ThimbleError. */
export type StartThimble = (options: StartOptions) => Promise<Thimble>;
