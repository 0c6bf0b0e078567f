import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalibrationPoints, calibrated, calibrationSchema, onCurve, withCalibration } from './calibration.ts';
import type { Proposal, Proposer } from './types.ts';

const curve: CalibrationPoints = [
  [0.2, 0.1],
  [0.6, 0.5],
  [0.9, 0.95],
];
const call: Proposal = {
  kind: 'call',
  tool: 'slack.chat.postMessage',
  args: { channel: 'general' },
  confidence: 0.4,
  argConfidence: { channel: 0.6 },
};

describe('onCurve', () => {
  it('draws straight lines between points, and goes on level beyond them', () => {
    expect([0, 0.2, 0.4, 0.6, 0.75, 1].map((one) => onCurve(curve, one))).toEqual([
      0.1,
      0.1,
      expect.closeTo(0.3),
      0.5,
      expect.closeTo(0.725),
      0.95,
    ]);
  });
  it('leaves a probability as it is where there are no points', () => {
    expect(onCurve([], 0.37)).toBe(0.37);
  });
  it('never turns the order of two probabilities round', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(onCurve(curve, low)).toBeLessThanOrEqual(onCurve(curve, high));
      }),
    );
  });
});

describe('calibrationSchema', () => {
  it.each([
    [
      'falls',
      [
        [0.1, 0.9],
        [0.5, 0.2],
      ],
    ],
    [
      'goes back',
      [
        [0.5, 0.2],
        [0.5, 0.9],
      ],
    ],
    ['leaves 0 to 1', [[0.5, 1.2]]],
  ])('refuses a curve that %s', (_, points) => {
    expect(calibrationSchema.safeParse({ call: points, value: [] }).success).toBe(false);
    expect(calibrationSchema.safeParse({ call: [], value: points }).success).toBe(false);
    expect(calibrationSchema.safeParse({ call: curve, value: [] }).success).toBe(true);
  });
});

describe('calibrated', () => {
  it('changes the confidences of a call and nothing else', () => {
    const value: CalibrationPoints = [
      [0, 0],
      [1, 0.5],
    ];
    expect(calibrated(call, { call: curve, value })).toEqual({
      ...call,
      confidence: expect.closeTo(0.3),
      argConfidence: { channel: expect.closeTo(0.3) },
    });
    const none: Proposal = { kind: 'none', reason: 'not_a_request', confidence: 0.4 };
    expect(calibrated(none, { call: curve, value })).toEqual(none);
  });
  it('stands around a proposer', async () => {
    let closed = false;
    const proposer: Proposer = {
      info: { name: 'fake', device: 'cpu', parameters: 0 },
      propose: async (_, signal) => {
        signal?.throwIfAborted();
        return call;
      },
      close: async () => {
        closed = true;
      },
    };
    const wrapped = withCalibration(proposer, { call: curve, value: [] });
    const input = { request: 'x', now: '', zone: 'UTC', tools: [], steps: [] };
    expect(await wrapped.propose(input)).toMatchObject({ confidence: expect.closeTo(0.3) });
    await expect(wrapped.propose(input, AbortSignal.abort())).rejects.toThrow();
    expect(wrapped.info.name).toBe('fake');
    await wrapped.close();
    expect(closed).toBe(true);
  });
});
