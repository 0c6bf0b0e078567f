import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Thimble keeps its log and settings: `THIMBLE_DATA` when set, else the platform's place for an app's data
 * (XDG Base Directory Specification; Application Support on macOS; %APPDATA% on Windows).
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const set = env.THIMBLE_DATA;
  if (set) return set;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Thimble');
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Thimble');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'thimble');
}
