import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ToolDefinition } from '../../connectors/index.ts';
import { slotTexts, toolText } from '../../main/inference/index.ts';
import { foreignExamples } from './apis/index.ts';
import { type Example, exampleForm } from './compose.ts';
import { generate, type Skipped } from './generate.ts';
import { Interner } from './interner.ts';
import { heldOut, leaks } from './leak.ts';
import { nearMisses } from './near-misses.ts';
import { requests } from './requests.ts';
import { Rng } from './rng.ts';
import { namesKept, recast, toolsFor } from './showing.ts';
import { publicTools } from './tools.ts';

/**
 * Writes data sets under models/data/out:
 *   node models/data/build.ts requests --count 200000       requests and what they ask for, tools and their texts, for the encoder
 *   node models/data/build.ts examples --count 300000       text forms for Needle, with the shortlist's near misses
 * `--leak FILE` (repeatable): no request of that task file is written; too many of them fail the build.
 * `--foreign SHARE` of the examples are over other functions than ours: everyday ones, those of `--specs FILE` (operations of
 * published APIs), and requests of `--public FILE` (repeatable).
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000' },
    dev: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: new URL('./out/', import.meta.url).pathname },
    vectors: { type: 'string', default: new URL('../needle/', import.meta.url).pathname },
    leak: { type: 'string', multiple: true, default: [] },
    specs: { type: 'string' },
    public: { type: 'string', multiple: true, default: [] },
    foreign: { type: 'string', default: '0.4' },
  },
});

async function write(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  for (const line of lines) if (!stream.write(`${line}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}

const leaked = new Map<string, number>();
/** More than this share of draws equal to held-out requests is no coincidence of short sentences. */
const mostLeaks = 0.001;

function* take<T extends { readonly request: string }>(
  stream: Iterable<T>,
  count: number,
  held: ReadonlySet<string>,
): Generator<T> {
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

/** What the slots of all examples say: a row holds numbers. */
const descriptions = new Interner();

/** One row: text form, kind, and for each slot which description it carries and its mark. */
function line(example: Example, shown: readonly ToolDefinition[], rng: Rng): string {
  const named = namesKept(example, rng);
  const [said, tools] = named === 'none' ? recast(example, shown, rng) : [example, shown];
  const known = new Set(
    tools.filter(() => named === 'all' || (named === 'some' && rng.chance(0.5))).map((tool) => tool.name),
  );
  const { text, slots } = exampleForm(said, tools, (tool) => known.has(tool));
  const d = slots.map((slot) => descriptions.number(slot.text));
  return JSON.stringify({ x: text, k: example.kind, d, m: slots.map((slot) => slot.mark) });
}

async function examples(
  part: 'train' | 'dev',
  count: number,
  held: ReadonlySet<string>,
  skipped: Skipped,
): Promise<void> {
  const tools = publicTools();
  const all = [...tools.values()];
  const near = nearMisses(all, values.vectors);
  const seed = Number(values.seed) + (part === 'dev' ? 1_000_000 : 0);
  const rng = new Rng(seed + 77);
  const ours = take(generate(tools, seed, part, skipped), count, held);
  const others = take(
    foreignExamples(seed, {
      ...(values.specs === undefined ? {} : { specs: values.specs }),
      rows: values.public,
    }),
    count,
    held,
  );
  const share = Number(values.foreign);
  function* lines(): Generator<string> {
    for (let made = 0; made < count; made++) {
      if (rng.chance(share)) {
        const { value: example } = others.next();
        if (example) yield line(example, example.shown, rng);
        continue;
      }
      const { value: example } = ours.next();
      if (!example) continue;
      let shown = toolsFor(example, near, all, rng);
      let said = example;
      // Sometimes the right tool did not make the list: then the answer is that nothing fits.
      if (example.kind === 'single' && rng.chance(0.02)) {
        shown = shown.filter((tool) => tool !== example.steps[0]?.tool);
        said = { ...example, steps: [], none: 'not_connected' };
      }
      yield line(said, shown, rng);
    }
  }
  await write(join(values.out, `${part}.jsonl`), lines());
}

async function asked(part: 'train' | 'dev', count: number, held: ReadonlySet<string>): Promise<void> {
  const seed = Number(values.seed) + 500 + (part === 'dev' ? 1_000_000 : 0);
  function* lines(): Generator<string> {
    for (const { request, ops } of take(requests(seed, part), count, held)) yield JSON.stringify({ q: request, ops });
  }
  await write(join(values.out, `requests-${part}.jsonl`), lines());
}

mkdirSync(values.out, { recursive: true });
const held = heldOut(values.leak);
const skipped: Skipped = new Map();
const started = performance.now();
const count = Number(values.count);
const dev = Number(values.dev);
if (positionals[0] === 'requests') {
  const texts = Object.fromEntries([...publicTools().values()].map((tool) => [tool.name, toolText(tool)]));
  writeFileSync(join(values.out, 'tools.json'), JSON.stringify(texts, null, 1));
  await asked('train', count, held);
  await asked('dev', dev, held);
} else if (positionals[0] === 'examples') {
  await examples('train', count, held, skipped);
  await examples('dev', dev, held, skipped);
  const own = Object.fromEntries([...publicTools().values()].map((tool) => [tool.name, slotTexts(tool)]));
  for (const text of Object.values(own).flat()) descriptions.number(text);
  writeFileSync(join(values.out, 'descriptions.json'), JSON.stringify(descriptions.texts));
  writeFileSync(join(values.out, 'slots.json'), JSON.stringify(own));
} else throw new Error('say "requests" or "examples"');
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
