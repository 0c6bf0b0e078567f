import { parseArgs } from 'node:util';
import { readPublicRows } from './public.ts';
import { type ForeignExample, foreignExamples } from './stream.ts';

/**
 * Prints examples to be read, and how fast they are made:
 *   node models/data/apis/check.ts --specs FILE --rows FILE --count 30 --seed 1
 */
const { values } = parseArgs({
  options: {
    specs: { type: 'string' },
    rows: { type: 'string', multiple: true },
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    time: { type: 'string', default: '0' },
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
  const started = process.cpuUsage();
  const kinds = new Map<string, number>();
  for (const { none, steps } of take(timed)) {
    const kind = none ?? `${steps.length} calls`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  console.log(
    `${Math.round(timed / (process.cpuUsage(started).user / 1e6))} examples a second of the processor`,
    Object.fromEntries(kinds),
  );
}
