import { expect, it } from 'vitest';
import { calibrate } from '../calibration.ts';
import { plot } from './index.ts';
import { element } from './svg.ts';

const bars = [
  { label: 'simple', value: 0.5, count: '10 of 20' },
  { label: 'a < b & "c"', value: null, count: '' },
];

it('draws a bar as long as its share, and says its figures', () => {
  const svg = plot('Functions', 'tiny', bars, null);
  const widths = [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="([^"]*)"/gu)].map((match) => Number(match[1]));
  const lines = [...svg.matchAll(/<line x1="([^"]*)"/gu)].map((match) => Number(match[1]));
  expect(widths[0]).toBeCloseTo((Math.max(...lines) - Math.min(...lines)) / 2);
  expect(widths[1]).toBe(0);
  expect(svg).toContain('50.0%  10 of 20');
  expect(svg).toContain('a &lt; b &amp; &quot;c&quot;');
  expect(svg).not.toContain('Reliability');
});

it('puts a dot of the reliability curve where the bin is', () => {
  const answers = [
    { confidence: 1, right: true },
    { confidence: 1, right: true },
    { confidence: 1, right: false },
    { confidence: 0.5, right: false },
  ];
  const svg = plot('Functions', 'tiny', bars, calibrate(answers));
  const dots = [...svg.matchAll(/<circle cx="([^"]*)" cy="([^"]*)"/gu)].map((match) => [
    Number(match[1]),
    Number(match[2]),
  ]);
  const dashed = /<line x1="([^"]*)" y1="([^"]*)" x2="([^"]*)" y2="([^"]*)" stroke="[^"]*" stroke-dasharray/u.exec(svg);
  const [left = 0, bottom = 0, right = 0, top = 0] = (dashed ?? []).slice(1).map(Number);
  expect(dots).toHaveLength(2);
  expect(dots[0]).toEqual([(left + right) / 2, bottom]);
  expect(dots[1]?.[0]).toBe(right);
  expect(dots[1]?.[1]).toBeCloseTo(bottom + ((top - bottom) * 2) / 3, 1);
  expect(svg).toContain('calibration error');
});

it('rounds numbers and closes what is empty', () => {
  expect(element('rect', { x: 1 / 3 })).toBe('<rect x="0.33"/>');
});
