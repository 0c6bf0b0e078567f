import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { type Calibration, onCurve } from '../../main/inference/index.ts';
import { ThimbleError, toThimbleError } from '../../shared/index.ts';
import { brierScore, expectedCalibrationError, type Graded } from './calibration.ts';
import { crossCalibrated, fitCurve } from './platt.ts';
import { proposedSchema } from './proposed.ts';

/**
 * `node models/eval/calibrate.ts FILE… [--write]`: reads the `--out` files of `npm run eval -- --uncalibrated`, prints how
 * far confidences are from how often calls and values are right, before and after calibration (5-fold), and with
 * `--write` puts the curves over all answers into models/needle/config.json.
 */

const folds = 5;
/** Fewest graded calls that curves may rest on. */
const fewest = 50;

const lineSchema = z.object({ proposed: proposedSchema.nullable(), calibrated: z.boolean() });

function answersOf(files: readonly string[]): { call: Graded[]; value: Graded[] } {
  const call: Graded[] = [];
  const value: Graded[] = [];
  for (const file of files)
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue;
      const { data } = lineSchema.safeParse(JSON.parse(line));
      if (!data || data.calibrated)
        throw new ThimbleError(
          'bad_input',
          `${file}, line ${index + 1} has no confidences of the model's own.`,
          'Make the file with `npm run eval -- --uncalibrated --out FILE`.',
        );
      if (!data.proposed) continue;
      call.push(data.proposed);
      value.push(...data.proposed.values);
    }
  if (call.length < fewest)
    throw new ThimbleError(
      'bad_input',
      `The files hold ${call.length} graded calls, too few to calibrate with.`,
      `Run at least ${fewest} tasks that expect a call.`,
    );
  return { call, value };
}

const figure = (value: number | null): string => (value === null ? 'n/a' : value.toFixed(4));
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;

function row(name: string, answers: readonly Graded[]): string {
  const after = crossCalibrated(answers, folds, onCurve);
  const cells = [
    mean(answers.map((one) => Number(one.right))),
    mean(answers.map((one) => one.confidence)),
    expectedCalibrationError(answers),
    expectedCalibrationError(after),
    brierScore(answers),
    brierScore(after),
  ].map(figure);
  return `| ${[name, answers.length, ...cells].join(' | ')} |`;
}

const program = new Command('calibrate')
  .argument('<files...>', '`--out` files of uncalibrated runs')
  .option('--write', 'puts the curves into the model’s config.json', false)
  .option('--config <file>', 'the config.json', join(import.meta.dirname, '..', 'needle', 'config.json'))
  .parse();
const options = program.opts<{ write: boolean; config: string }>();

try {
  const { call, value } = answersOf(program.args);
  console.log(
    [
      '| | answers | right | confidence | ECE | ECE, calibrated | Brier | Brier, calibrated |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      row('calls', call),
      row('values', value),
    ].join('\n'),
  );
  const calibration: Calibration = { call: fitCurve(call), value: fitCurve(value) };
  if (options.write) {
    const config: unknown = JSON.parse(readFileSync(options.config, 'utf8'));
    // As export.py writes it, so that only what changed differs.
    writeFileSync(options.config, `${JSON.stringify(Object.assign({}, config, { calibration }), null, 1)}\n`);
    console.log(`\nWritten to ${options.config}.`);
  }
} catch (thrown) {
  const error = toThimbleError(thrown);
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}
