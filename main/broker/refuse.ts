import { ThimbleError } from '../../shared/index.ts';

/** A request that the broker does not send. Connector code asked for it, so the person can only report it. */
export function refuse(what: string): ThimbleError {
  return new ThimbleError(
    'denied',
    `The connector asked for something it may not do: ${what}.`,
    'Nothing was sent. Please report this.',
  );
}
