import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationSchema, onCurve } from '../../main/inference/index.ts';
import { expectedCalibrationError, type Graded } from './calibration.ts';
import { crossCalibrated, fitCurve } from './platt.ts';

/** Answers that say `confidence` and are right as often as `truth` says of it, evenly spread. */
function overconfident(count: number, truth: (confidence: number) => number): Graded[] {
  let owed = 0;
  return Array.from({ length: count }, (_, i) => {
    // A stride that visits every confidence in a mixed order.
    const confidence = ((i * 37) % count) / count;
    owed += truth(confidence);
    const right = owed >= 1;
    if (right) owed--;
    return { confidence, right };
  });
}

const graded = fc.array(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() }), {
  maxLength: 200,
});

describe('fitCurve', () => {
  it('gives a curve that a config may hold, whatever the answers', () => {
    fc.assert(
      fc.property(graded, (answers) => {
        const curve = fitCurve(answers);
        expect(calibrationSchema.safeParse({ call: curve, value: [] }).success).toBe(true);
      }),
    );
  });
  it('finds the share that is right at each confidence', () => {
    const truth = (confidence: number): number => confidence ** 2 / (confidence ** 2 + 2 * (1 - confidence) ** 2);
    const curve = fitCurve(overconfident(4000, truth));
    for (const confidence of [0.2, 0.5, 0.8, 0.95])
      expect(Math.abs(onCurve(curve, confidence) - truth(confidence))).toBeLessThan(0.02);
  });
  it('leaves what is calibrated as it is', () => {
    const curve = fitCurve(overconfident(4000, (confidence) => confidence));
    for (const confidence of [0.05, 0.5, 0.9])
      expect(Math.abs(onCurve(curve, confidence) - confidence)).toBeLessThan(0.02);
  });
  it('makes falling shares level', () => {
    const curve = fitCurve(overconfident(200, (confidence) => 0.8 - 0.6 * confidence));
    expect(new Set(curve.map(([, right]) => right))).toEqual(new Set([0.5]));
  });
  it('makes no confidence certain', () => {
    const right = Array.from({ length: 40 }, () => ({ confidence: 0.99, right: true }));
    const top = onCurve(fitCurve(right), 1);
    expect(top).toBeGreaterThan(0.9);
    expect(top).toBeLessThan(1);
  });
});

describe('crossCalibrated', () => {
  it('brings confidences to the share that is right, on answers that the curve has not seen', () => {
    const answers = overconfident(1000, (confidence) => confidence ** 3);
    const before = expectedCalibrationError(answers) ?? 0;
    const after = expectedCalibrationError(crossCalibrated(answers, 5, onCurve)) ?? 1;
    expect(before).toBeGreaterThan(0.2);
    expect(after).toBeLessThan(0.06);
  });
  it('knows nothing of an answer from the answer itself', () => {
    const answers = Array.from({ length: 5 }, (_, i): Graded => ({ confidence: 0.5, right: i === 0 }));
    const [first, second] = crossCalibrated(answers, 5, onCurve);
    // Without the only right one, the first looks worse than the others do with it.
    expect(first?.confidence).toBeLessThan(second?.confidence ?? 0);
  });
});
