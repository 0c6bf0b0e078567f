import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ToolDefinition } from '../../connectors/index.ts';
import type { Shortlister } from '../../main/inference/index.ts';
import { createShortlister, features } from '../../main/inference/index.ts';
import { type Example, exampleText } from './compose.ts';
import { generate, type Skipped } from './generate.ts';
import { heldOut, leaks } from './leak.ts';
import { Rng } from './rng.ts';
import { publicTools } from './tools.ts';

/**
 * Writes data sets under models/data/out:
 *   node models/data/build.ts ngrams  --count 200000        features and labels for the n-gram shortlist
 *   node models/data/build.ts examples --count 300000       text forms for Needle, with the shortlist's near misses
 * `--leak FILE` (repeatable): no request of that task file is written; too many of them fail the build.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000' },
    dev: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: new URL('./out/', import.meta.url).pathname },
    shortlist: { type: 'string', default: new URL('../needle/', import.meta.url).pathname },
    leak: { type: 'string', multiple: true, default: [] },
  },
});

const listed = 8;

/** The tools an example is shown with: its own, near misses from the shortlist, a few at random; order shuffled. */
function toolsFor(
  example: Example,
  shortlister: Shortlister,
  all: readonly ToolDefinition[],
  rng: Rng,
): readonly ToolDefinition[] {
  const own = [...new Set(example.steps.map((step) => step.tool))];
  const near = shortlister.shortlist(example.request, listed);
  const others = near.filter((tool) => !own.includes(tool));
  if (rng.chance(0.15))
    others.splice(
      rng.int(0, 4),
      rng.int(1, 3),
      ...rng.some(all, rng.int(1, 3)).filter((tool) => !own.includes(tool) && !others.includes(tool)),
    );
  const room = Math.max(0, (rng.chance(0.9) ? listed : rng.int(3, 10)) - own.length);
  return rng.shuffle([...own, ...others.slice(0, room)]);
}

async function write(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  for (const line of lines) if (!stream.write(`${line}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}

const leaked = new Map<string, number>();
/** More than this share of draws equal to held-out requests is no coincidence of short sentences. */
const mostLeaks = 0.001;

function* take(stream: Iterable<Example>, count: number, held: ReadonlySet<string>): Generator<Example> {
  let made = 0;
  if (count === 0) return;
  for (const example of stream) {
    if (leaks(example.request, held)) {
      leaked.set(example.request, (leaked.get(example.request) ?? 0) + 1);
      continue;
    }
    yield example;
    made++;
    if (made === count) return;
  }
}

async function examples(
  part: 'train' | 'dev',
  count: number,
  held: ReadonlySet<string>,
  skipped: Skipped,
): Promise<void> {
  const tools = publicTools();
  const all = [...tools.values()];
  const shortlister = createShortlister(all, { dir: values.shortlist });
  const seed = Number(values.seed) + (part === 'dev' ? 1_000_000 : 0);
  const rng = new Rng(seed + 77);
  function* lines(): Generator<string> {
    for (const example of take(generate(tools, seed, part, skipped), count, held)) {
      let shown = toolsFor(example, shortlister, all, rng);
      let said = example;
      // Sometimes the right tool did not make the list: then the answer is that nothing fits.
      if (example.kind === 'single' && rng.chance(0.02)) {
        shown = shown.filter((tool) => tool !== example.steps[0]?.tool);
        said = { ...example, steps: [], none: 'not_connected' };
      }
      yield JSON.stringify({ x: exampleText(said, shown), k: said.kind });
    }
  }
  await write(join(values.out, `${part}.jsonl`), lines());
}

function ngrams(part: 'train' | 'dev', count: number, held: ReadonlySet<string>, skipped: Skipped): void {
  const tools = publicTools();
  const names = [...tools.keys()];
  const seed = Number(values.seed) + 500 + (part === 'dev' ? 1_000_000 : 0);
  const found: number[] = [];
  const offsets: number[] = [0];
  const labels: number[] = [];
  for (const example of take(generate(tools, seed, part, skipped), count, held)) {
    const own = new Set(example.steps.map((step) => names.indexOf(step.tool.name)));
    for (const label of own.size > 0 ? own : [names.length]) {
      found.push(...features(example.request));
      offsets.push(found.length);
      labels.push(label);
    }
  }
  const bytes = (list: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(list).buffer);
  writeFileSync(join(values.out, `ngram-${part}-features.i32`), bytes(found));
  writeFileSync(join(values.out, `ngram-${part}-offsets.i32`), bytes(offsets));
  writeFileSync(join(values.out, `ngram-${part}-labels.i32`), bytes(labels));
  writeFileSync(join(values.out, 'ngram-tools.json'), JSON.stringify(names));
}

mkdirSync(values.out, { recursive: true });
const held = heldOut(values.leak);
const skipped: Skipped = new Map();
const started = performance.now();
const count = Number(values.count);
const dev = Number(values.dev);
if (positionals[0] === 'ngrams') {
  ngrams('train', count, held, skipped);
  ngrams('dev', dev, held, skipped);
} else if (positionals[0] === 'examples') {
  await examples('train', count, held, skipped);
  await examples('dev', dev, held, skipped);
} else throw new Error('say "ngrams" or "examples"');
const leakedTotal = [...leaked.values()].reduce((sum, n) => sum + n, 0);
if (leakedTotal > 0)
  console.log(`left out ${leakedTotal} draws that equal held-out requests: ${[...leaked.keys()].join(' | ')}`);
if (leakedTotal > mostLeaks * (count + dev))
  throw new Error('The generator writes held-out requests: this data set must not be used.');
const seconds = (performance.now() - started) / 1000;
const total = [...skipped.values()].reduce((sum, n) => sum + n, 0);
console.log(
  `${count + dev} examples in ${seconds.toFixed(0)} s (${Math.round((count + dev) / seconds)} a second); ${total} draws skipped, most often:`,
);
for (const [reason, times] of [...skipped].sort((a, b) => b[1] - a[1]).slice(0, 12))
  console.log(`  ${times}  ${reason}`);
