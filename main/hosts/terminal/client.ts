import type { z } from 'zod';
import { type Route, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';

/**
 * Calls a route of the app and checks the answer, as a window would.
 * @throws ThimbleError with what the route answered
 */
export async function call<I extends z.ZodType, O extends z.ZodType>(
  thimble: Thimble,
  route: Route<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  const reply = await thimble.router.call(route.name, input, { caller: 'terminal' });
  if (!reply.ok) throw new ThimbleError(reply.error.code, reply.error.message, reply.error.hint);
  return route.output.parse(reply.data);
}
