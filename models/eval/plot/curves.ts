import type { Calibration } from '../calibration.ts';
import { element, text } from './svg.ts';

const side = 260;
const margin = 44;

/** The height of a panel with its title and axes. */
export const curvesHeight = side + 2 * margin;

type Point = readonly [x: number, y: number];

/** A unit square with a grid, axis names and a title; `inside` draws in it, given the place of a point. */
function panel(
  title: string,
  axes: readonly [x: string, y: string],
  x: number,
  y: number,
  inside: (place: (point: Point) => Point) => readonly string[],
): string[] {
  const left = x + margin;
  const top = y + margin;
  const place = ([across, up]: Point): Point => [left + across * side, top + (1 - up) * side];
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((mark) => {
    const [gridX, gridY] = place([mark, mark]);
    const label = String(Math.round(mark * 100));
    return [
      element('line', { x1: gridX, x2: gridX, y1: top, y2: top + side, stroke: '#e4e8ec' }),
      element('line', { x1: left, x2: left + side, y1: gridY, y2: gridY, stroke: '#e4e8ec' }),
      text(label, gridX, top + side + 15, { 'text-anchor': 'middle', fill: '#656d76', 'font-size': 11 }),
      text(label, left - 6, gridY + 4, { 'text-anchor': 'end', fill: '#656d76', 'font-size': 11 }),
    ];
  });
  const middle = top + side / 2;
  return [
    text(title, left, y + 20, { 'font-weight': 600 }),
    ...grid,
    text(axes[0], left + side / 2, top + side + 32, { 'text-anchor': 'middle', fill: '#424a53' }),
    text(axes[1], x + 10, middle, {
      'text-anchor': 'middle',
      fill: '#424a53',
      transform: `rotate(-90 ${x + 10} ${middle})`,
    }),
    ...inside(place),
  ];
}

const polyline = (points: readonly Point[]): string =>
  element('polyline', {
    points: points.map((point) => point.map((one) => one.toFixed(1)).join(',')).join(' '),
    fill: 'none',
    stroke: '#4a7ebb',
    'stroke-width': 2,
  });

/** The reliability curve (a dot a bin, its area by how many answers it has) beside risk against coverage. */
export function calibrationCurves(calibration: Calibration, x: number, y: number): string[] {
  const bins = calibration.reliability.flatMap(({ confidence, accuracy, count }) =>
    confidence === null || accuracy === null ? [] : [{ point: [confidence, accuracy] as const, count }],
  );
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const error = calibration.expectedCalibrationError;
  const reliability = panel(
    `Reliability${error === null ? '' : `, calibration error ${(error * 100).toFixed(1)}%`}`,
    ['confidence, %', 'right, %'],
    x,
    y,
    (place) => {
      const [x1, y1] = place([0, 0]);
      const [x2, y2] = place([1, 1]);
      return [
        element('line', { x1, y1, x2, y2, stroke: '#8c959f', 'stroke-dasharray': '4 4' }),
        polyline(bins.map(({ point }) => place(point))),
        ...bins.map(({ point, count }) => {
          const [cx, cy] = place(point);
          return element('circle', {
            cx,
            cy,
            r: 2.5 + 6 * Math.sqrt(count / most),
            fill: '#4a7ebb',
            'fill-opacity': 0.7,
          });
        }),
      ];
    },
  );
  const risk = panel(
    'Risk against coverage',
    ['answers taken, %', 'wrong among them, %'],
    x + side + 3 * margin,
    y,
    (place) => [polyline(calibration.riskCoverage.map((point) => place([point.coverage, point.risk])))],
  );
  return [...reliability, ...risk];
}
