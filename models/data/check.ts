import { parseArgs } from 'node:util';
import { createRunner, createWorld } from '../effects/index.ts';
import { type Checked, checkTemplate } from './check-template.ts';
import { lineHash } from './generate.ts';
import { loadPhrasings } from './phrasings.ts';
import { Rng } from './rng.ts';
import { publicTools } from './tools.ts';

/**
 * Checks every template of models/data/phrasings on the demo workspace: filled with values of it, written as a call and
 * carried out, it must reach the operation that it claims.
 *   node models/data/check.ts                       how many pass per file, and the commonest reasons why others do not
 *   node models/data/check.ts --show stripe         also each template of those files or operations that does not pass
 */
const { values } = parseArgs({
  options: {
    show: { type: 'string' },
    only: { type: 'string' },
    draws: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
});

const { singles, multis } = loadPhrasings();
const tools = publicTools();
const runner = createRunner(createWorld());
const byFile = new Map<string, Checked[]>();
for (const row of [...singles, ...multis]) {
  const file = row.line.split(':')[0] ?? row.line;
  if (values.only !== undefined && ![row.line, ...('op' in row ? [row.op] : row.ops)].join(' ').includes(values.only))
    continue;
  const rng = new Rng(Number(values.seed) + lineHash(row.line));
  const checked = await checkTemplate(row, tools, runner, rng, Number(values.draws));
  byFile.set(file, [...(byFile.get(file) ?? []), checked]);
  const shown = values.show !== undefined && `${checked.line} ${checked.ops.join(' ')}`.includes(values.show);
  if (!checked.passed && shown)
    console.log(`${checked.line} ${checked.kind}: ${checked.why}\n    ${row.t}\n    ${checked.request ?? ''}`);
}

/** A reason without the values of one draw. */
const general = (why: string): string => why.replace(/[“"'#@][^”"']*[”"']?/gu, '…').slice(0, 90);

for (const [file, all] of byFile) {
  const passed = all.filter((one) => one.passed);
  const mean = all.reduce((sum, one) => sum + one.draws, 0) / all.length;
  const other = all.filter((one) => one.kind === 'elsewhere' && !one.passed);
  console.log(
    `${file}: ${passed.length} of ${all.length} pass, ${other.length} more need other data; ${mean.toFixed(1)} draws each`,
  );
  const reasons = new Map<string, number>();
  for (const one of all)
    if (!one.passed && one.kind !== 'elsewhere') {
      const reason = `${one.ops.join('+')} ${one.kind}: ${general(one.why ?? '')}`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 12))
    console.log(`  ${String(times).padStart(4)}  ${reason}`);
}
