import { workspace } from '../../connectors/demo/index.ts';
import { connectors } from '../../connectors/index.ts';
import { createShortlister, loadNeedle } from '../../main/inference/index.ts';

/** Loads Needle from the folder it is given, makes one call, and prints what its process holds; run by memory.ts. */

const [dir = ''] = process.argv.slice(2);
const tools = connectors.flatMap((connector) => connector.tools);
const request = 'what is our stripe balance';

const resident = (): number => {
  // Bound at the start by --expose-gc, so that garbage of loading is not counted.
  globalThis.gc?.();
  return process.memoryUsage.rss();
};

const before = resident();
const needle = await loadNeedle({ dir });
const loaded = resident();
await needle.proposer.propose({
  request,
  now: workspace.now,
  zone: workspace.timezone,
  tools: await createShortlister(tools, needle.intent).shortlist(request, 8),
  steps: [],
});
const used = resident();
await needle.close();
console.log(JSON.stringify({ before, loaded, used }));
