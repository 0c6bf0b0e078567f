import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ToolDefinition } from '../../connectors/index.ts';
import { FormWriter, shownParams, writing } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import { createRunner, createWorld } from '../effects/index.ts';
import { exampleForm } from './compose.ts';
import type { Skipped } from './generate.ts';
import { grounded } from './grounded.ts';
import { Interner } from './interner.ts';
import { heldOut, leaks } from './leak.ts';
import { nearMisses } from './near-misses.ts';
import { Rng } from './rng.ts';
import { toolsFor } from './showing.ts';
import { publicTools } from './tools.ts';

/**
 * Writes the data set of stage two, requests that can be carried out on the demo workspace, under models/data/out/grounded:
 *   node models/data/build-grounded.ts --count 6000
 * `train.jsonl` and `dev.jsonl` have rows as for stage one, with the request, the tools shown and the first call that is
 * wanted; `schemas.json` has every tool as the prompt shows it once it is chosen; `descriptions.json` what slots say.
 * `--leak FILE` (repeatable): no request of that task file is written.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '6000' },
    dev: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: new URL('./out/grounded/', import.meta.url).pathname },
    vectors: { type: 'string', default: new URL('../needle/', import.meta.url).pathname },
    leak: { type: 'string', multiple: true, default: [] },
  },
});

const tools = publicTools();
const all = [...tools.values()];
const near = nearMisses(all, values.vectors);
const held = heldOut(values.leak);
const runner = createRunner(createWorld());
const descriptions = new Interner();
const skipped: Skipped = new Map();

/** Every shown tool has its name: in the app the model knows them all. */
const named = (): boolean => true;

/** A tool from its slot to where its arguments begin, and what its arguments may be. */
function schema(tool: ToolDefinition): Json {
  const writer = new FormWriter([tool], '', named);
  const before = writer.form;
  const { text, slots } = writer.open(tool).form;
  const own = slots.slice(before.slots.length);
  return {
    x: text.slice(before.text.length),
    d: own.map((slot) => descriptions.number(slot.text)),
    m: own.map((slot) => slot.mark),
    params: shownParams(tool).map(({ name, param, options }) => ({
      name,
      writes: writing(param),
      required: param.required ?? false,
      many: param.many ?? false,
      options: [...options],
      also: [...(param.also ?? [])],
    })),
  };
}

async function write(part: 'train' | 'dev', count: number): Promise<void> {
  const seed = Number(values.seed) + (part === 'dev' ? 1_000_000 : 0);
  const rng = new Rng(seed + 77);
  const stream = createWriteStream(join(values.out, `${part}.jsonl`));
  let made = 0;
  for await (const example of grounded(tools, seed, part, runner, skipped)) {
    if (leaks(example.request, held)) continue;
    const shown = toolsFor(example, near, all, rng);
    const { text, slots } = exampleForm(example, shown, named);
    const row = {
      x: text,
      k: example.kind,
      d: slots.map((slot) => descriptions.number(slot.text)),
      m: slots.map((slot) => slot.mark),
      request: example.request,
      tools: shown.map((tool) => tool.name),
      want: example.steps.slice(0, 1).map(({ tool, args }) => ({ tool: tool.name, args })),
    };
    stream.write(`${JSON.stringify(row)}\n`);
    made++;
    if (made === count) break;
  }
  await new Promise((done) => stream.end(done));
}

mkdirSync(values.out, { recursive: true });
const started = performance.now();
await write('train', Number(values.count));
await write('dev', Number(values.dev));
writeFileSync(
  join(values.out, 'schemas.json'),
  JSON.stringify(Object.fromEntries(all.map((tool) => [tool.name, schema(tool)]))),
);
writeFileSync(join(values.out, 'descriptions.json'), JSON.stringify(descriptions.texts));
const reasons = [...skipped].map(([reason, times]) => `${times} ${reason}`).join(', ');
console.log(
  `${values.count} and ${values.dev} examples in ${((performance.now() - started) / 1000).toFixed(0)} s; draws skipped: ${reasons}`,
);
