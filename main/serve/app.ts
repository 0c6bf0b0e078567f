import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { DateTime } from 'luxon';
import { type CallingModel, callFunctions } from '../inference/index.ts';
import { type ChatAnswer, completion, completionChunks } from './chat-answer.ts';
import { type ChatRequest, RequestError, readChatRequest, wasMade } from './chat-request.ts';
import { createQueue } from './queue.ts';
import { isAuthorized } from './token.ts';

/** The one model that is served. */
export const modelId = 'needle';

const maxBodyBytes = 1024 * 1024;
const mostWaiting = 16;

export interface ServeAppOptions {
  readonly model: CallingModel;
  readonly token: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** IANA time zone of words such as "tomorrow". */
  readonly zone: string;
  /** Host and port that are served, known once the server listens: `127.0.0.1:8080`. */
  readonly authority: () => string;
}

/** An error as the API writes it. https://platform.openai.com/docs/guides/error-codes */
function problem(message: string, type: string, param: string | null = null, code: string | null = null) {
  return { error: { message, type, param, code } };
}

const invalid = 'invalid_request_error';

/** Whether a request comes from where it may: by our own address (DNS rebinding has another), and from no web page. */
function fromHere(headers: Headers, authority: string): boolean {
  const host = headers.get('host');
  const ours = host === authority || host === authority.replace('127.0.0.1', 'localhost');
  return ours && !headers.has('origin') && !headers.has('sec-fetch-site');
}

function sayNothing({ functions, steps }: ChatRequest): string {
  if (functions.length === 0) return 'Needle only calls functions, and none was offered.';
  return steps.length > 0
    ? 'There is nothing left to call for this request.'
    : 'None of the functions does what the request asks for.';
}

async function answerOf(
  { model, now, zone }: ServeAppOptions,
  request: ChatRequest,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const { query, functions, steps, made, single } = request;
  const context = {
    now: DateTime.fromMillis(now(), { zone }).toISO({ suppressMilliseconds: true }) ?? new Date(now()).toISOString(),
    zone,
    steps,
    ...(single ? { most: 1 } : {}),
  };
  const { calls: all, confidence } =
    functions.length > 0 ? await callFunctions(model, query, functions, context, signal) : { calls: [], confidence: 1 };
  const calls = all.filter((call) => !wasMade(made, call));
  return {
    model: modelId,
    created: Math.floor(now() / 1000),
    calls,
    content: calls.length > 0 ? null : sayNothing(request),
    confidence,
  };
}

/**
 * The OpenAI-compatible endpoint over Needle. It proposes calls of the functions in the request and runs none: nothing of
 * the app but the model is behind it.
 */
export function createServeApp(options: ServeAppOptions): Hono {
  const { token, authority } = options;
  const queue = createQueue(mostWaiting);
  const started = Math.floor(options.now() / 1000);
  const about = { id: modelId, object: 'model', created: started, owned_by: 'thimble' };
  const app = new Hono();

  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    if (!fromHere(c.req.raw.headers, authority()))
      return c.json(problem('Requests from web pages and other addresses are refused.', invalid), 403);
    if (!isAuthorized(c.req.header('authorization'), token))
      return c.json(problem('The bearer token is missing or wrong.', invalid, null, 'invalid_api_key'), 401, {
        'www-authenticate': 'Bearer',
      });
    return next();
  });

  app.get('/v1/models', (c) => c.json({ object: 'list', data: [about] }));
  app.get('/v1/models/:id', (c) =>
    c.req.param('id') === modelId ? c.json(about) : c.json(noSuchModel(c.req.param('id')), 404),
  );

  app.post(
    '/v1/chat/completions',
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) => c.json(problem('The request is longer than 1 MiB.', invalid), 413),
    }),
    async (c) => {
      if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json')
        return c.json(problem('The content type must be application/json.', invalid), 415);
      let body: unknown;
      try {
        body = await c.req.json();
      } catch {
        return c.json(problem('The body is not JSON.', invalid), 400);
      }
      const request = readChatRequest(body);
      if (request.model !== modelId) return c.json(noSuchModel(request.model), 404);
      const { signal } = c.req.raw;
      const turn = queue.run(() => answerOf(options, request, signal), signal);
      if (turn === null)
        return c.json(problem('Too many requests are waiting.', 'rate_limit_error', null, 'queue_full'), 429, {
          'retry-after': '1',
        });
      const answer = await turn;
      if (!request.stream) return c.json(completion(answer));
      return streamSSE(c, async (stream) => {
        for (const chunk of completionChunks(answer)) await stream.writeSSE({ data: JSON.stringify(chunk) });
        await stream.writeSSE({ data: '[DONE]' });
      });
    },
  );

  app.notFound((c) => c.json(problem('There is nothing at this address.', invalid), 404));
  app.onError((thrown, c) =>
    thrown instanceof RequestError
      ? c.json(problem(thrown.message, invalid, thrown.param, thrown.code), 400)
      : c.json(problem('Something went wrong inside Needle.', 'server_error'), 500),
  );
  return app;
}

function noSuchModel(id: string) {
  return problem(`There is no model ${JSON.stringify(id)}; use "${modelId}".`, invalid, 'model', 'model_not_found');
}
