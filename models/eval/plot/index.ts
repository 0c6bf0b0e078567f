import type { Calibration } from '../calibration.ts';
import { type Bar, barChart, barsHeight } from './bars.ts';
import { calibrationCurves, curvesHeight } from './curves.ts';
import { picture, text } from './svg.ts';

export type { Bar } from './bars.ts';

const width = 780;
const top = 56;

/** A report as a picture (SVG): bars, and below them how well the confidence fits where there is one. */
export function plot(title: string, subtitle: string, bars: readonly Bar[], calibration: Calibration | null): string {
  const below = top + barsHeight(bars) + 12;
  const height = below + (calibration ? curvesHeight : 0);
  return picture(width, height, title, [
    text(title, 20, 26, { 'font-size': 16, 'font-weight': 600 }),
    text(subtitle, 20, 44, { fill: '#656d76' }),
    ...barChart(bars, 20, top, width - 40),
    ...(calibration ? calibrationCurves(calibration, 40, below) : []),
  ]);
}
