import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { config } from './config.ts';

/**
 * Packs for Linux into `output` without an Electron binary: an empty file stands in for it, so that what goes into the
 * archive and beside it can be inspected anywhere and offline. Everything but Electron itself and its fuses is as in a
 * real package. Answers the packed folder.
 */
export async function packWithStandIn(root: string, output: string): Promise<string> {
  const electronDist = join(output, 'stand-in');
  mkdirSync(join(electronDist, 'locales'), { recursive: true });
  writeFileSync(join(electronDist, 'electron'), '');
  writeFileSync(join(electronDist, 'locales', 'en-US.pak'), '');
  chmodSync(join(electronDist, 'electron'), 0o755);
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as {
    version: string;
  };
  // Merged over electron-builder.ts. Fuses are bytes in the binary, and there is none.
  const standIn: Configuration = {
    electronDist,
    electronVersion: version,
    electronFuses: null,
    directories: { ...config.directories, output },
  };
  await build({ projectDir: root, config: standIn, targets: Platform.LINUX.createTarget('dir'), publish: 'never' });
  return join(output, 'linux-unpacked');
}
