import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  createReadStream,
  mkdirSync,
  readdirSync,
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
/** Folders that decide what the app does: the rules and the model. Every file in them is noted, and no other may be there. */
const guarded = ['policies', 'models/needle'] as const;
/** What people are owed beside the program. */
const texts = ['LICENSE', 'THIRD_PARTY_NOTICES.md'] as const;

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Gathers what a packaged app keeps outside its archive in `dist/resources`: the sandbox's Node and scripts, the policies,
 * the model, licences. Notes the hashes inside the archive, in `dist/electron/resources.json` (read by
 * main/hosts/electron/resources.ts), because the platform verifies the archive and nothing beside it.
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
  for (const folder of guarded)
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }))
      if (entry.isFile()) put(join(root, folder, entry.name), `${folder}/${entry.name}`);
  const rules = readdirSync(join(target, 'policies')).filter((name) => name.endsWith('.cedar'));
  if (rules.length === 0) throw new Error('There are no policies to ship.');
  const noted = guarded.flatMap((folder) => readdirSync(join(target, folder)).map((name) => `${folder}/${name}`));
  for (const file of [nodeFile, addonFile, ...noted]) hashes[file] = await sha256(join(target, file));
  for (const file of texts) put(join(root, file), file);

  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name, version }));
  writeFileSync(
    join(root, 'dist', 'electron', 'resources.json'),
    JSON.stringify({ node: nodeFile, addon: addonFile, guarded, hashes }),
  );
}
