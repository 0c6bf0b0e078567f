import type { CalibrationPoints } from '../../main/inference/index.ts';
import type { Graded } from './calibration.ts';

/** Where the curve is kept as points: close together at the ends, where most confidences are. */
const grid = [0.001, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.997, 0.999];
/** A probability nearer to 0 or 1 than this says no more than this. */
const surest = 1e-4;
/** Newton's method ends long before. */
const mostSteps = 100;

const ridge = 1e-3;

interface Logistic {
  readonly slope: number;
  readonly offset: number;
}

const logit = (probability: number): number => {
  const p = Math.min(1 - surest, Math.max(surest, probability));
  return Math.log(p / (1 - p));
};
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/**
 * Slope and offset of the logistic curve over log-odds that makes the answers likeliest, right and wrong taken as a
 * little less than certain so that no confidence becomes certainty (Platt 1999, "Probabilistic outputs for support
 * vector machines"); by Newton's method with halved steps (Lin, Lin and Weng 2007, on the same).
 */
function fitLogistic(answers: readonly Graded[]): Logistic {
  const right = answers.filter((one) => one.right).length;
  const [yes, no] = [(right + 1) / (right + 2), 1 / (answers.length - right + 2)];
  const samples = answers.map((one) => ({ x: logit(one.confidence), target: one.right ? yes : no }));
  let at: Logistic = { slope: 1, offset: 0 };
  for (let step = 0; step < mostSteps; step++) {
    const { slope, offset } = at;
    // A touch of ridge towards leaving things as they are: answers of one confidence settle no slope.
    let [dSlope, dOffset, ss, so, oo] = [ridge * (slope - 1), ridge * offset, ridge, 0, ridge];
    for (const { x, target } of samples) {
      const p = sigmoid(slope * x + offset);
      const weight = p * (1 - p);
      dSlope += (p - target) * x;
      dOffset += p - target;
      ss += weight * x * x;
      so += weight * x;
      oo += weight;
    }
    const det = ss * oo - so * so;
    const move = { slope: (oo * dSlope - so * dOffset) / det, offset: (ss * dOffset - so * dSlope) / det };
    const before = loss(samples, at);
    let share = 1;
    const moved = (): Logistic => ({ slope: slope - share * move.slope, offset: offset - share * move.offset });
    while (share > 1e-6 && loss(samples, moved()) > before) share /= 2;
    at = moved();
    if (share * (Math.abs(move.slope) + Math.abs(move.offset)) < 1e-6) break;
  }
  return at;
}

/** How unlikely a curve makes the samples, ridge included. `log(1 + e^z) - target * z`, without overflow. */
function loss(
  samples: readonly { readonly x: number; readonly target: number }[],
  { slope, offset }: Logistic,
): number {
  const fit = samples.reduce((sum, { x, target }) => {
    const z = slope * x + offset;
    return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
  }, 0);
  return fit + (ridge / 2) * ((slope - 1) ** 2 + offset ** 2);
}

/**
 * The curve from confidence to share right, as points for a model's config.json. Two numbers are fitted, so that a few
 * hundred answers are enough; falling confidences, which would turn the order of two proposals round, become level.
 */
export function fitCurve(answers: readonly Graded[]): CalibrationPoints {
  if (answers.length === 0) return [];
  const { slope, offset } = fitLogistic(answers);
  const level = answers.filter((one) => one.right).length / answers.length;
  return grid.map((x) => [x, rounded(slope > 0 ? sigmoid(slope * logit(x) + offset) : level)]);
}

/**
 * Every answer with the confidence that a curve gives it which was fitted without its own fold: what calibration is
 * worth on answers it has not seen. Folds take answers in turn, so that each has some of every part of a file.
 * @param apply puts a confidence on a curve
 */
export function crossCalibrated(
  answers: readonly Graded[],
  folds: number,
  apply: (curve: CalibrationPoints, confidence: number) => number,
): Graded[] {
  const curves = Array.from({ length: folds }, (_, fold) => fitCurve(answers.filter((_, at) => at % folds !== fold)));
  return answers.map(({ confidence, right }, at) => ({
    confidence: apply(curves[at % folds] ?? [], confidence),
    right,
  }));
}
