import { mean } from './figures.ts';

/** An answer of a model: how sure it said it was, 0 to 1, and whether it was right. */
export interface Graded {
  readonly confidence: number;
  readonly right: boolean;
}

/** Answers whose confidence lies in (`from`, `to`]; the first bin takes 0 too. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence and share right; null where the bin is empty. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

/** What happens when only answers of at least a confidence are taken. */
export interface RiskPoint {
  /** The lowest confidence that is taken. */
  readonly threshold: number;
  /** Share of all answers that are taken, 0 to 1. */
  readonly coverage: number;
  /** Share of the taken answers that are wrong, 0 to 1. */
  readonly risk: number;
}

/** Everything about a set of answers that a report shows. */
export interface Calibration {
  readonly answers: number;
  readonly accuracy: number | null;
  readonly confidence: number | null;
  readonly expectedCalibrationError: number | null;
  readonly brier: number | null;
  readonly areaUnderRiskCoverage: number | null;
  readonly reliability: readonly ReliabilityBin[];
  readonly riskCoverage: readonly RiskPoint[];
}

/** Equal-width bins of Guo et al. 2017, "On Calibration of Modern Neural Networks". */
export const usualBins = 15;

function check(answers: readonly Graded[]): void {
  for (const { confidence } of answers)
    if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`a confidence is 0 to 1, not ${confidence}`);
}

/**
 * The reliability table: answers by confidence, in bins of equal width.
 * @param bins how many, at least 1
 * @throws RangeError on a confidence outside 0 to 1 or a number of bins that is not a positive integer
 */
export function reliabilityBins(answers: readonly Graded[], bins = usualBins): ReliabilityBin[] {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError('the number of bins is a positive integer');
  check(answers);
  const filled = Array.from({ length: bins }, (): Graded[] => []);
  for (const answer of answers) {
    const scaled = answer.confidence * bins;
    const nearest = Math.round(scaled);
    // An edge belongs to the bin below it, whatever the rounding of its product is.
    const at = Math.abs(scaled - nearest) < 1e-9 ? nearest - 1 : Math.floor(scaled);
    filled[Math.max(0, at)]?.push(answer);
  }
  return filled.map((inBin, at) => ({
    from: at / bins,
    to: (at + 1) / bins,
    count: inBin.length,
    confidence: mean(inBin.map((answer) => answer.confidence)),
    accuracy: mean(inBin.map((answer) => Number(answer.right))),
  }));
}

/**
 * Expected calibration error (Guo et al. 2017): over bins of equal width, the mean distance between confidence and
 * accuracy, weighted by how many answers a bin has. 0 is perfect; null without answers.
 * @throws RangeError as {@link reliabilityBins}
 */
export function expectedCalibrationError(answers: readonly Graded[], bins = usualBins): number | null {
  const table = reliabilityBins(answers, bins);
  if (answers.length === 0) return null;
  return table.reduce(
    (sum, bin) => sum + (bin.count / answers.length) * Math.abs((bin.accuracy ?? 0) - (bin.confidence ?? 0)),
    0,
  );
}

/**
 * Risk against coverage as the threshold falls (El-Yaniv and Wiener 2010): one point for each confidence that occurs,
 * the highest first. Answers of equal confidence are taken together, since no threshold tells them apart.
 * @throws RangeError on a confidence outside 0 to 1
 */
export function riskCoverage(answers: readonly Graded[]): RiskPoint[] {
  check(answers);
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let wrong = 0;
  for (const [index, answer] of sorted.entries()) {
    if (!answer.right) wrong++;
    if (sorted[index + 1]?.confidence === answer.confidence) continue;
    const taken = index + 1;
    points.push({ threshold: answer.confidence, coverage: taken / sorted.length, risk: wrong / taken });
  }
  return points;
}

/** Area under the risk-coverage curve, each point's risk held over the coverage that it adds; null without answers. */
export function areaUnderRiskCoverage(answers: readonly Graded[]): number | null {
  if (answers.length === 0) return null;
  let area = 0;
  let before = 0;
  for (const { coverage, risk } of riskCoverage(answers)) {
    area += (coverage - before) * risk;
    before = coverage;
  }
  return area;
}

/** Mean squared distance of confidence and outcome (Brier 1950); null without answers. */
export function brierScore(answers: readonly Graded[]): number | null {
  check(answers);
  return mean(answers.map(({ confidence, right }) => (confidence - Number(right)) ** 2));
}

/** At most `most` points of a curve, evenly spread, the last one among them. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  return Array.from({ length: most }, (_, at) => points[Math.round(((at + 1) * points.length) / most) - 1]).flatMap(
    (point) => (point === undefined ? [] : [point]),
  );
}

/** All of the above over one set of answers; the risk-coverage curve in at most 50 points. */
export function calibrate(answers: readonly Graded[], bins = usualBins): Calibration {
  return {
    answers: answers.length,
    accuracy: mean(answers.map((answer) => Number(answer.right))),
    confidence: mean(answers.map((answer) => answer.confidence)),
    expectedCalibrationError: expectedCalibrationError(answers, bins),
    brier: brierScore(answers),
    areaUnderRiskCoverage: areaUnderRiskCoverage(answers),
    reliability: reliabilityBins(answers, bins),
    riskCoverage: thinned(riskCoverage(answers), 50),
  };
}
