import { percent } from '../figures.ts';
import { element, text } from './svg.ts';

/** One bar: a share of 0 to 1 (null: nothing was run) and what it is a share of ("12 of 20"). */
export interface Bar {
  readonly label: string;
  readonly value: number | null;
  readonly count: string;
}

const rowHeight = 24;
const labelWidth = 250;
const countWidth = 150;

/** The height of a bar chart with its axis. */
export const barsHeight = (bars: readonly Bar[]): number => bars.length * rowHeight + 26;

/** Horizontal bars from 0 to 100%, each with its label, share and count. */
export function barChart(bars: readonly Bar[], x: number, y: number, width: number): string[] {
  const left = x + labelWidth;
  const span = width - labelWidth - countWidth;
  const bottom = y + bars.length * rowHeight;
  const grid = [0, 25, 50, 75, 100].flatMap((mark) => {
    const at = left + (span * mark) / 100;
    return [
      element('line', { x1: at, x2: at, y1: y, y2: bottom, stroke: mark === 0 ? '#8c959f' : '#e4e8ec' }),
      text(`${mark}%`, at, bottom + 16, { 'text-anchor': 'middle', fill: '#656d76', 'font-size': 11 }),
    ];
  });
  const rows = bars.flatMap(({ label, value, count }, at) => {
    const top = y + at * rowHeight;
    const middle = top + rowHeight / 2 + 4;
    return [
      text(label, left - 8, middle, { 'text-anchor': 'end' }),
      element('rect', { x: left, y: top + 4, width: span * (value ?? 0), height: rowHeight - 8, fill: '#4a7ebb' }),
      text(`${percent(value)}  ${count}`.trim(), left + span + 8, middle, { fill: '#424a53' }),
    ];
  });
  return [...grid, ...rows];
}
