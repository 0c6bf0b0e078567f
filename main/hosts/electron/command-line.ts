/** What a start of the app, or a second one, asks for. */
export interface LaunchRequest {
  /** Show the quick command: for systems where the global shortcut does not arrive (Wayland). */
  readonly quick: boolean;
}

/** Reads a command line; anything unknown is ignored, since Electron and the system add their own. */
export function parseCommandLine(argv: readonly string[]): LaunchRequest {
  return { quick: argv.includes('--quick') };
}
