import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { developmentArtifacts } from '../../main/sandbox/index.ts';
import { buildSandbox } from '../build/targets.ts';

const nodeFile = process.platform === 'win32' ? 'runtime/node.exe' : 'runtime/node';
const addonFile = 'runtime/isolated_vm.node';

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Gathers what a packaged app keeps outside its archive in `dist/resources`, and notes its hashes inside the archive, in
 * `dist/electron/resources.json` (read by main/hosts/electron/resources.ts).
 */
export async function stageResources(root: string): Promise<void> {
  const target = join(root, 'dist', 'resources');
  rmSync(target, { recursive: true, force: true });
  const hashes = await buildSandbox(root);
  const put = (from: string, file: string): void => {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(from, join(target, file), constants.COPYFILE_FICLONE);
  };
  for (const file of Object.keys(hashes)) put(join(root, 'dist', file), file);
  const runtime = await developmentArtifacts(root).runtime();
  put(runtime.node, nodeFile);
  put(runtime.addon, addonFile);
  for (const file of [nodeFile, addonFile]) hashes[file] = await sha256(join(target, file));

  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name, version }));
  const notice = join(root, 'NOTICE');
  if (existsSync(notice)) put(notice, 'NOTICE');
  writeFileSync(
    join(root, 'dist', 'electron', 'resources.json'),
    JSON.stringify({ node: nodeFile, addon: addonFile, hashes }),
  );
}
