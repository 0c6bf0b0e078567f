import type { Calibration } from '../calibration.ts';
import { percent, table } from '../figures.ts';
import type { Bar } from '../plot/index.ts';

/** What a suite found, for every way of showing it. */
export interface Outcome {
  readonly model: { readonly name: string; readonly parameters: number | null };
  /** All figures, as JSON shows them. */
  readonly summary: object;
  /** The figures as Markdown. */
  readonly text: string;
  readonly bars: readonly Bar[];
  readonly calibration: Calibration | null;
  /** One object a task. */
  readonly lines: readonly object[];
}

/** A bar of a number of tasks. */
export const barOf = (label: string, right: number, tasks: number): Bar => ({
  label,
  value: tasks === 0 ? null : right / tasks,
  count: tasks === 0 ? '' : `${right} of ${tasks}`,
});

/** The reliability table and the risk at some coverages as Markdown; empty where the model says no confidence. */
export function calibrationText(calibration: Calibration | null): string {
  if (calibration === null || calibration.answers === 0) return '';
  const bins = calibration.reliability.filter((bin) => bin.count > 0);
  const rows = bins.map((bin) => [
    `${percent(bin.from)} to ${percent(bin.to)}`,
    String(bin.count),
    percent(bin.confidence),
    percent(bin.accuracy),
  ]);
  const risks = [0.25, 0.5, 0.75, 1].map((coverage) => {
    const point = calibration.riskCoverage.find((one) => one.coverage >= coverage - 1e-9);
    return [percent(point?.coverage ?? null), percent(point?.threshold ?? null), percent(point?.risk ?? null)];
  });
  return [
    table(['confidence', 'answers', 'mean confidence', 'right'], rows),
    table(['answers taken', 'from a confidence of', 'wrong among them'], risks),
  ].join('\n\n');
}

/** Rows of the figures of a calibration. */
export const calibrationRows = (calibration: Calibration | null): [string, string][] => [
  ['expected calibration error', percent(calibration?.expectedCalibrationError ?? null)],
  ['area under risk-coverage', percent(calibration?.areaUnderRiskCoverage ?? null)],
];

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** The row of what a model adds in memory. */
export const memoryRow = (memory: { readonly loaded: number; readonly used: number } | null): [string, string] => [
  'memory added, loaded / after a call',
  memory === null ? 'n/a' : `${megabytes(memory.loaded)} / ${megabytes(memory.used)}`,
];
