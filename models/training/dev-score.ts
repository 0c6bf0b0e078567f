import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createShortlister, loadNeedle, type PastStep, type Proposal } from '../../main/inference/index.ts';
import { madeUpResult, publicTools, Rng } from '../data/index.ts';

/**
 * How Needle does on task files (JSONL as in the evaluation's format), without services: whether its first call names an
 * expected operation, whether it then finds the others and stops, and what it writes.
 *   node models/training/dev-score.ts [--all] FILE…
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    dir: { type: 'string', default: new URL('../needle/', import.meta.url).pathname },
  },
});

interface Task {
  readonly id: string;
  readonly kind: string;
  readonly request: string;
  readonly expect: readonly { readonly op: string; readonly args: unknown }[];
}

const tools = publicTools();
const rng = new Rng(1);
const { proposer: needle, intent, close } = await loadNeedle({ dir: values.dir, threads: 1 });
const shortlister = createShortlister([...tools.values()], intent);

const say = (proposal: Proposal): string =>
  proposal.kind === 'call'
    ? `${proposal.tool} ${JSON.stringify(proposal.args)}`
    : proposal.kind === 'none'
      ? `none: ${proposal.reason}`
      : 'done';

for (const file of positionals) {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Task);
  let built = 0;
  let listed = 0;
  let first = 0;
  let whole = 0;
  let milliseconds = 0;
  for (const task of rows) {
    const ops = task.expect.map((one) => one.op);
    if (!ops.every((op) => tools.has(op))) continue;
    built++;
    const shown = await shortlister.shortlist(task.request, 8);
    if (ops.every((op) => shown.some((tool) => tool.name === op))) listed++;
    const steps: PastStep[] = [];
    const said: Proposal[] = [];
    const started = performance.now();
    for (let i = 0; i < 6; i++) {
      const proposal = await needle.propose({ request: task.request, now: '', zone: 'UTC', tools: shown, steps });
      if (i === 0) milliseconds += performance.now() - started;
      said.push(proposal);
      if (proposal.kind !== 'call') break;
      steps.push({ tool: proposal.tool, args: proposal.args, result: madeUpResult(rng, proposal.tool) });
    }
    const names = said.flatMap((proposal) => (proposal.kind === 'call' ? [proposal.tool] : []));
    const firstRight = ops.length === 0 ? said[0]?.kind === 'none' : names[0] !== undefined && ops.includes(names[0]);
    const wholeRight = [...names].sort().join() === [...ops].sort().join();
    if (firstRight) first++;
    if (wholeRight) whole++;
    if (values.all || !wholeRight)
      console.log(
        `${wholeRight ? '  ' : firstRight ? '~ ' : '✗ '}${task.id} ${task.request}\n      want ${task.expect
          .map((one) => `${one.op} ${JSON.stringify(one.args)}`)
          .join(' ; ')
          .slice(0, 300)}\n      said ${said.map(say).join(' ; ')}`,
      );
  }
  const share = (n: number): string => `${n}/${built} (${((100 * n) / Math.max(1, built)).toFixed(0)}%)`;
  console.log(
    `${file.split('/').at(-1)}: shortlist ${share(listed)}, first call's tool ${share(first)}, all tools and then done ${share(whole)}; ${(milliseconds / Math.max(1, built)).toFixed(0)} ms a first proposal`,
  );
}
await close();
