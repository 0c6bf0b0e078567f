import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedParts, sizeReport } from './sizes.ts';
import { stageResources } from './stage.ts';
import { packWithStandIn } from './stand-in.ts';

/** `node scripts/packaging/pack-stand-in.ts FOLDER`: see {@link packWithStandIn}; for the packaging test. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const output = process.argv[2];
if (output === undefined) throw new Error('Name the folder to pack into.');
const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts'), '--if-changed'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);
await stageResources(root);
console.log(sizeReport(packedParts(await packWithStandIn(root, output))));
