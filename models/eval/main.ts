import { writeFileSync } from 'node:fs';
import { toThimbleError } from '../../shared/index.ts';
import { plot } from './plot/index.ts';
import { readOptions, runSuite } from './suites/index.ts';

/** `npm run eval`: measures a model with one of the suites of docs/evaluation.md, and shows what it found. */

try {
  const options = readOptions(process.argv.slice(2), process.env.THIMBLE_EVAL_KEY);
  const outcome = await runSuite(options, (line) => {
    if (!options.json) console.log(line);
  });
  const { model, summary, text, bars, calibration, lines } = outcome;
  if (options.out?.endsWith('.json')) {
    const report = { suite: options.suite, model, made: new Date().toISOString(), summary, results: lines };
    writeFileSync(options.out, `${JSON.stringify(report, null, 1)}\n`);
  } else if (options.out) writeFileSync(options.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  if (options.plot) {
    const title = `${model.name}: ${options.suite}`;
    writeFileSync(options.plot, plot(title, `${lines.length} tasks`, bars, calibration));
  }
  console.log(options.json ? JSON.stringify(summary, null, 2) : `\n${text}`);
} catch (thrown) {
  const error = toThimbleError(thrown);
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}
