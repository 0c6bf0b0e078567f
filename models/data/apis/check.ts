import { parseArgs } from 'node:util';
import { heldOut, leaks } from '../leak.ts';
import { readPublicRows } from './public.ts';
import { type ForeignExample, foreignExamples } from './stream.ts';

/**
 * Prints examples to be read, how fast they are made, and how many equal a request of `--leak` files:
 *   node models/data/apis/check.ts --specs FILE --rows FILE --count 30 --seed 1 --time 20000 --leak FILE
 */
const { values } = parseArgs({
  options: {
    specs: { type: 'string' },
    rows: { type: 'string', multiple: true },
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    time: { type: 'string', default: '0' },
    leak: { type: 'string', multiple: true, default: [] },
  },
});

const show = ({ request, steps, none, shown }: ForeignExample): string =>
  [
    `> ${request}`,
    ...steps.map(({ tool, args }) => `    ${tool.name} ${JSON.stringify(args)}`),
    ...(none === null ? [] : [`    none: ${none}`]),
    `    of ${shown.map((tool) => tool.name).join(', ')}`,
  ].join('\n');

const stream = () =>
  foreignExamples(Number(values.seed), {
    ...(values.specs === undefined ? {} : { specs: values.specs }),
    ...(values.rows === undefined ? {} : { rows: values.rows }),
  });
function* take(count: number): Generator<ForeignExample> {
  let left = count;
  if (left > 0)
    for (const example of stream()) {
      yield example;
      if (--left === 0) return;
    }
}

for (const example of take(Number(values.count))) console.log(show(example));
if (values.rows) {
  const { examples, dropped } = readPublicRows(values.rows);
  console.log(
    `public rows: ${examples.length} kept, ${[...dropped].map(([why, n]) => `${n} dropped: ${why}`).join(', ')}`,
  );
}
const timed = Number(values.time);
if (timed > 0) {
  const kinds = new Map<string, number>();
  const held = heldOut(values.leak);
  const leaked = new Set<string>();
  // Reading the files and making the functions that stand beside others is not the stream's own work.
  const warm = 5000;
  let seen = 0;
  let started = process.cpuUsage();
  for (const { request, none, steps } of take(timed + warm)) {
    if (leaks(request, held)) leaked.add(request);
    if (++seen === warm) started = process.cpuUsage();
    if (seen <= warm) continue;
    const kind = none ?? `${steps.length} calls`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  console.log(
    `${Math.round(timed / (process.cpuUsage(started).user / 1e6))} examples a second of the processor`,
    Object.fromEntries(kinds),
  );
  if (held.size > 0) console.log(`${leaked.size} equal one of ${held.size} held-out requests`, [...leaked]);
}
