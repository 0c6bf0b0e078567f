import type { RunView, View } from '../../../shared/index.ts';

/** The steps of the first-run tour, in order. */
export const tourSteps = ['read', 'ask', 'approve', 'log', 'undo'] as const;
export type TourStep = (typeof tourSteps)[number];

/** What the tour watches: it sends nothing, and only sees what the person did. */
export interface TourSight {
  readonly view: View;
  readonly runs: readonly RunView[];
  /** How many cards wait. */
  readonly waiting: number;
}

/** What has succeeded so far, by run and step: a step of the tour counts what came after it was shown. */
export function doneSteps(runs: readonly RunView[]): ReadonlySet<string> {
  return new Set(
    runs.flatMap((run) =>
      run.steps.filter((step) => step.state === 'succeeded').map((step) => `${run.id} ${step.index}`),
    ),
  );
}

/** Whether the person has done what a step asks for. `before`: what had succeeded when it was shown. */
export function isTourStepDone(step: TourStep, sight: TourSight, before: ReadonlySet<string>): boolean {
  const succeeded = sight.runs.flatMap((run) =>
    run.steps.filter((one) => one.state === 'succeeded' && !before.has(`${run.id} ${one.index}`)),
  );
  switch (step) {
    case 'read':
      return succeeded.some((one) => one.effect === 'read');
    case 'ask':
      return sight.waiting > 0;
    case 'approve':
    case 'undo':
      return succeeded.some((one) => one.effect !== 'read');
    case 'log':
      return sight.view === 'audit';
  }
}
