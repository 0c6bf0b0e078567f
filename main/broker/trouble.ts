import { ThimbleError } from '../../shared/index.ts';
import type { WireError } from './transport.ts';

/** What to say of a request that got no complete answer. */
export function troubleError(error: WireError, title: string): ThimbleError {
  const make = (code: ThimbleError['code'], message: string, hint: string) =>
    new ThimbleError(code, message, hint, { cause: error });
  if (error.trouble === 'cancelled')
    return make('cancelled', 'The run was stopped.', 'Start it again when you are ready.');
  if (error.trouble === 'blocked')
    return make(
      'denied',
      `The name of ${title} points to an address that Thimble does not send to.`,
      'Check the network; someone may be redirecting it.',
    );
  if (error.trouble === 'too_large')
    return make('service_error', `${title} answered with more than Thimble takes.`, 'Ask for less at once.');
  if (error.trouble === 'timeout')
    return make('unreachable', `${title} did not answer in time.`, 'Try again in a minute.');
  const message = error.trouble === 'broken' ? `${title} broke off the connection.` : `${title} could not be reached.`;
  return make('unreachable', message, 'Check the network connection, and try again.');
}
