import { describe, expect, it } from 'vitest';
import {
  areaUnderRiskCoverage,
  brierScore,
  calibrate,
  expectedCalibrationError,
  type Graded,
  reliabilityBins,
  riskCoverage,
  thinned,
} from './calibration.ts';

const yes = (confidence: number): Graded => ({ confidence, right: true });
const no = (confidence: number): Graded => ({ confidence, right: false });

describe('reliabilityBins', () => {
  it('puts an edge into the bin below it, and 0 into the first', () => {
    const counts = (answers: readonly Graded[], bins: number) => reliabilityBins(answers, bins).map((bin) => bin.count);
    expect(counts([yes(0), yes(0.25), yes(0.26), yes(1)], 4)).toEqual([2, 1, 0, 1]);
    // 7/15 * 15 is not 7 in floating point.
    for (let edge = 1; edge <= 15; edge++) {
      expect(counts([yes(edge / 15)], 15).indexOf(1)).toBe(edge - 1);
    }
  });

  it('leaves empty bins without figures', () => {
    expect(reliabilityBins([yes(0.9), no(0.7)], 2)).toEqual([
      { from: 0, to: 0.5, count: 0, confidence: null, accuracy: null },
      { from: 0.5, to: 1, count: 2, confidence: 0.8, accuracy: 0.5 },
    ]);
  });

  it('refuses what is no probability and what is no number of bins', () => {
    expect(() => reliabilityBins([yes(1.01)])).toThrow(RangeError);
    expect(() => reliabilityBins([yes(Number.NaN)])).toThrow(RangeError);
    expect(() => reliabilityBins([yes(0.5)], 0)).toThrow(RangeError);
  });
});

describe('expectedCalibrationError', () => {
  it('is 0 where every bin is as right as it is sure', () => {
    expect(expectedCalibrationError([yes(0.5), no(0.5), yes(1)])).toBe(0);
  });

  it('weighs bins by their answers', () => {
    // |0.9 - 1/3| over three answers, |0.1 - 1| over one.
    expect(expectedCalibrationError([yes(0.9), no(0.9), no(0.9), yes(0.1)], 2)).toBeCloseTo(
      (3 / 4) * (0.9 - 1 / 3) + (1 / 4) * 0.9,
    );
  });

  it('is 1 for the surest that is always wrong, and null for nothing', () => {
    expect(expectedCalibrationError([no(1), no(1)])).toBe(1);
    expect(expectedCalibrationError([])).toBeNull();
  });
});

describe('riskCoverage', () => {
  it('takes the surest first and equals together', () => {
    expect(riskCoverage([no(0.2), yes(0.9), yes(0.5), no(0.5)])).toEqual([
      { threshold: 0.9, coverage: 0.25, risk: 0 },
      { threshold: 0.5, coverage: 0.75, risk: 1 / 3 },
      { threshold: 0.2, coverage: 1, risk: 0.5 },
    ]);
    expect(areaUnderRiskCoverage([no(0.2), yes(0.9), yes(0.5), no(0.5)])).toBeCloseTo(0.5 / 3 + 0.25 / 2);
  });

  it('is better where the wrong answers are the unsure ones', () => {
    const good = areaUnderRiskCoverage([yes(0.9), no(0.1)]) ?? 1;
    expect(good).toBeLessThan(areaUnderRiskCoverage([no(0.9), yes(0.1)]) ?? 0);
    expect(areaUnderRiskCoverage([])).toBeNull();
  });
});

it('brierScore is the mean squared distance', () => {
  expect(brierScore([yes(0.8), no(0.4)])).toBeCloseTo((0.04 + 0.16) / 2);
  expect(brierScore([])).toBeNull();
});

it('thinned keeps the last point', () => {
  expect(thinned([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(thinned([1, 2, 3, 4, 5, 6], 3)).toEqual([2, 4, 6]);
});

it('calibrate says it all', () => {
  expect(calibrate([yes(1), no(0)])).toMatchObject({
    answers: 2,
    accuracy: 0.5,
    confidence: 0.5,
    expectedCalibrationError: 0,
    brier: 0,
    areaUnderRiskCoverage: 0.25,
  });
});
