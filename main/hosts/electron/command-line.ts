import { type DeepLink, isLink, parseDeepLink } from '../../../shared/index.ts';

/** What a start of the app, or a second one, asks for. */
export interface LaunchRequest {
  /** Show the quick command: for systems where the global shortcut does not arrive (Wayland). */
  readonly quick: boolean;
  /** The link that the system started the app for; null where there is none, or it is none that is followed. */
  readonly link: DeepLink | null;
}

/** Reads a command line; anything unknown is ignored, since Electron and the system add their own. */
export function parseCommandLine(argv: readonly string[]): LaunchRequest {
  const [link, ...more] = argv.filter(isLink);
  return {
    quick: argv.includes('--quick'),
    // The system passes one. Of several, some came out of a link that was made to be read as arguments.
    link: link !== undefined && more.length === 0 ? parseDeepLink(link) : null,
  };
}
