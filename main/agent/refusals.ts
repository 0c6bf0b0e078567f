import { ThimbleError } from '../../shared/index.ts';
import type { Prepared } from './prepare.ts';

/** Who or what closed the card without an approval, in words. */
export function refusedBy(by: string): ThimbleError {
  if (by === 'stopped')
    return new ThimbleError(
      'cancelled',
      'The run was stopped, so it was not done.',
      'Start it again when you are ready.',
    );
  return new ThimbleError(
    'not_approved',
    by === 'time-out' ? 'Nobody approved it in time, so it was not done.' : 'You said no, so it was not done.',
    'Start the request again if you change your mind.',
  );
}

/** Why policy denies a call, in words. */
export function deniedBy(prepared: Prepared): ThimbleError {
  const rule = prepared.decision.rules.find((one) => one.verdict === 'deny') ?? prepared.decision.rules[0];
  return new ThimbleError(
    'denied',
    `Not allowed: ${rule?.text ?? 'no policy allows it'}`.replace(/\.?$/u, '.'),
    'Policies are in the app under Policies.',
  );
}
