import { z } from 'zod';
import { type RouteReply, routes, ThimbleError, toThimbleError } from '../../shared/index.ts';

/** Who calls: one id a window or process, so that a newer preview replaces the same caller's older one only. */
export interface CallContext {
  readonly caller: string;
}

type Routes = typeof routes;
type HandlersOf<D> = {
  readonly [R in keyof D]: D[R] extends { input: infer I extends z.ZodType; output: infer O extends z.ZodType }
    ? (input: z.output<I>, context: CallContext) => z.input<O> | Promise<z.input<O>>
    : never;
};

/** A handler for every route of the contract, by domain: leaving one out does not compile. */
export type Handlers = { readonly [D in keyof Routes]: HandlersOf<Routes[D]> };
/** The handlers of one domain. */
export type DomainHandlers<D extends keyof Routes> = Handlers[D];

/** Answers route calls; the one way into the app for every host. */
export interface Router {
  /** Never rejects: whatever goes wrong is `{ok: false, error}`. `caller` is `local` unless given. */
  call(route: string, input: unknown, context?: CallContext): Promise<RouteReply<unknown>>;
}

interface Entry {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly handle: (input: unknown, context: CallContext) => unknown;
}

function entriesOf(handlers: Handlers): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [domain, domainRoutes] of Object.entries(routes)) {
    // Boundary: handlers are typed per route above; a table looked up by name cannot keep that type.
    const domainHandlers = handlers[domain as keyof Routes] as unknown as Record<string, Entry['handle']>;
    for (const [key, { name, input, output }] of Object.entries(domainRoutes)) {
      const handle = domainHandlers[key];
      if (!handle) throw new Error(`No handler for the route ${name}.`);
      entries.set(name, { input, output, handle });
    }
  }
  return entries;
}

function inputProblem(name: string, error: z.ZodError): ThimbleError {
  const issue = error.issues[0];
  const where = issue && issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : '';
  return new ThimbleError(
    'bad_input',
    `The app sent something that ${name} does not take${where}: ${issue?.message ?? 'invalid input'}.`,
    'Check what was typed and try again.',
  );
}

/**
 * Makes a {@link Router}: input and output are checked against the route's schemas, so that neither a page nor a handler
 * can pass anything the contract does not name.
 *
 * @param onError told about defects (unknown errors, output that breaks the contract); what it gets may hold paths.
 */
export function createRouter(
  handlers: Handlers,
  onError: (route: string, thrown: unknown) => void = (name, thrown) => console.error(name, thrown),
): Router {
  const entries = entriesOf(handlers);

  async function answer(name: string, input: unknown, context: CallContext): Promise<unknown> {
    const entry = entries.get(name);
    if (!entry)
      throw new ThimbleError(
        'not_found',
        'The app asked for a route that does not exist.',
        'Update Thimble, then try again.',
      );
    const parsed = entry.input.safeParse(input);
    if (!parsed.success) throw inputProblem(name, parsed.error);
    const output = entry.output.safeParse(await entry.handle(parsed.data, context));
    if (!output.success) throw new Error(`${name} broke its contract: ${z.prettifyError(output.error)}`);
    return output.data;
  }

  return {
    async call(name, input, context = { caller: 'local' }) {
      try {
        return { ok: true, data: await answer(name, input, context) };
      } catch (thrown) {
        const error = toThimbleError(thrown);
        if (error.code === 'internal') onError(name, thrown);
        return { ok: false, error: error.toJSON() };
      }
    },
  };
}
