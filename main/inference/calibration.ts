import { z } from 'zod';
import type { Proposal, Proposer } from './types.ts';

const share = z.number().min(0).max(1);
const points = z
  .array(z.tuple([share, share]))
  .refine((all) => all.every(([x, y], i) => i === 0 || (x > (all[i - 1]?.[0] ?? 0) && y >= (all[i - 1]?.[1] ?? 0))), {
    error: 'points rise from left to right',
  });

/**
 * A monotone map from the model's own probability to how often such proposals were right, as the points of a
 * piecewise linear curve, `[probability, share right]`, rising in both. No points: the probability stays as it is.
 */
export type CalibrationPoints = readonly (readonly [probability: number, right: number])[];

/** `calibration` of a model's config.json: one curve for whole calls, one for single values. Measured, not trained. */
export const calibrationSchema = z.object({ call: points, value: points });
export type Calibration = Readonly<Record<'call' | 'value', CalibrationPoints>>;

/** A probability on a curve; beyond the curve's ends, the nearest end's. Both 0 to 1. */
export function onCurve(curve: CalibrationPoints, probability: number): number {
  const [first] = curve;
  if (!first) return probability;
  let before = first;
  for (const point of curve) {
    if (probability <= point[0]) {
      const width = point[0] - before[0];
      return width > 0 ? before[1] + ((point[1] - before[1]) * (probability - before[0])) / width : point[1];
    }
    before = point;
  }
  return before[1];
}

/** A proposal with calibrated confidences. Only calls are calibrated: nothing asks how sure a `none` is. */
export function calibrated(proposal: Proposal, calibration: Calibration): Proposal {
  if (proposal.kind !== 'call') return proposal;
  const values = Object.entries(proposal.argConfidence);
  return {
    ...proposal,
    confidence: onCurve(calibration.call, proposal.confidence),
    argConfidence: Object.fromEntries(values.map(([name, one]) => [name, onCurve(calibration.value, one)])),
  };
}

/** The same proposer, its confidences calibrated. */
export function withCalibration(proposer: Proposer, calibration: Calibration): Proposer {
  return {
    info: proposer.info,
    propose: async (input, signal) => calibrated(await proposer.propose(input, signal), calibration),
    close: () => proposer.close(),
  };
}
