import type { z } from 'zod';

/** One request-response route of the contract: a dotted name and zod schemas for what goes in and what comes out. */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly input: I;
  readonly output: O;
}

/** Declares a route. The name is `domain.verb`. */
export function route<I extends z.ZodType, O extends z.ZodType>(name: string, input: I, output: O): Route<I, O> {
  return { name, input, output };
}

/** What the main process answers to any route call. */
export type RouteReply<T> = { ok: true; data: T } | { ok: false; error: import('./errors.ts').ErrorBody };
