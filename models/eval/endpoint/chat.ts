import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type JsonObject, jsonObjectSchema, ThimbleError } from '../../../shared/index.ts';
import { standardSchema } from './schema.ts';

/** Where a model answers, in the terms of OpenAI's chat completions API, which most servers of models speak. */
export interface Endpoint {
  /** `http://127.0.0.1:8000/v1`; the path of chat completions is added where it lacks. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token where there is one. */
  readonly key?: string;
  /** 0 unless given; null sends none, for models that take none. */
  readonly temperature?: number | null;
  /** Milliseconds that one answer may take; two minutes unless given. */
  readonly timeout?: number;
  /** For tests: how it waits, in milliseconds, before it asks again. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string | null; readonly tool_calls?: readonly SentCall[] }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

/** A call of the model as it is sent back to it. `arguments` is JSON text. */
export interface SentCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** A tool as the model is offered it. */
export interface ChatTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

export interface ChatAnswer {
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
  readonly outputTokens: number | null;
}

const answerSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          tool_calls: z
            .array(
              z.object({
                function: z.object({ name: z.string(), arguments: z.union([z.string(), jsonObjectSchema]).nullish() }),
              }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ completion_tokens: z.number().optional() }).nullish(),
});

/** The full address of an endpoint's chat completions. @throws ThimbleError `bad_input` when it is no address */
export function chatUrl(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new ThimbleError('bad_input', `${url} is not an address.`, 'Give one such as http://127.0.0.1:8000/v1.');
  const path = parsed.pathname.replace(/\/+$/u, '');
  if (!path.endsWith('/chat/completions'))
    parsed.pathname = `${path}${/\/v\d+\w*$/u.test(path) ? '' : '/v1'}/chat/completions`;
  return parsed.href;
}

/** How often a busy endpoint is asked, and how long at most between. */
const attempts = 5;
const longestWait = 60_000;

/**
 * Asks an endpoint for the next message. A busy one (429, 503) is asked again after what it says, or ever longer.
 * Source: https://platform.openai.com/docs/api-reference/chat/create
 * @throws ThimbleError `service_error` when it gives no usable answer to this question; `unauthorized`, `not_found`,
 * `rate_limited` or `unreachable` when it will give none to any; the signal's reason when it is aborted
 */
export async function chat(
  endpoint: Endpoint,
  messages: readonly ChatMessage[],
  tools: readonly ChatTool[],
  signal?: AbortSignal,
): Promise<ChatAnswer> {
  const url = chatUrl(endpoint.url);
  const temperature = endpoint.temperature === undefined ? 0 : endpoint.temperature;
  const body = JSON.stringify({
    model: endpoint.model,
    messages,
    ...(temperature === null ? {} : { temperature }),
    // An empty list is refused by some.
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map((tool) => ({
            type: 'function',
            function: { ...tool, parameters: standardSchema(tool.parameters) },
          })),
        }),
  });
  for (let attempt = 1; ; attempt++) {
    const { status, text, retryAfter } = await post(endpoint, url, body, signal);
    if (status === 200) return readAnswer(text);
    if ((status !== 429 && status !== 503) || attempt === attempts) throw refused(endpoint, status, text);
    const seconds = retryAfter ?? 2 ** (attempt - 1);
    await (endpoint.wait ?? sleep)(Math.min(longestWait, seconds * 1000));
  }
}

interface Reply {
  readonly status: number;
  readonly text: string;
  /** Seconds. */
  readonly retryAfter: number | null;
}

async function post(endpoint: Endpoint, url: string, body: string, signal: AbortSignal | undefined): Promise<Reply> {
  const milliseconds = endpoint.timeout ?? 120_000;
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(endpoint.key ? { authorization: `Bearer ${endpoint.key}` } : {}),
      },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(milliseconds), ...(signal ? [signal] : [])]),
    });
    const seconds = Number(reply.headers.get('retry-after') ?? Number.NaN);
    return {
      status: reply.status,
      text: await reply.text(),
      retryAfter: Number.isFinite(seconds) && seconds >= 0 ? seconds : null,
    };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof Error && cause.name === 'TimeoutError')
      throw new ThimbleError(
        'service_error',
        `The endpoint gave no answer within ${milliseconds / 1000} seconds.`,
        'Ask a faster one, or give it more time.',
        { cause },
      );
    throw new ThimbleError('unreachable', `${url} cannot be reached.`, 'Check the address, and that it runs.', {
      cause,
    });
  }
}

function refused(endpoint: Endpoint, status: number, text: string): ThimbleError {
  const why = text.replace(/\s+/gu, ' ').trim().slice(0, 300);
  const said = `The endpoint answered ${status}${why ? `: ${why}` : '.'}`;
  if (status === 401 || status === 403)
    return new ThimbleError('unauthorized', said, 'Put its key into the environment variable THIMBLE_EVAL_KEY.');
  if (status === 404)
    return new ThimbleError('not_found', said, `Check the address, and that it has a model ${endpoint.model}.`);
  if (status === 429) return new ThimbleError('rate_limited', said, 'Try again later.');
  return new ThimbleError('service_error', said, 'See what the endpoint says.');
}

const unusable = (why: string, cause?: unknown): ThimbleError =>
  new ThimbleError('service_error', why, 'Check that the endpoint speaks the chat completions API with tools.', {
    cause,
  });

function readAnswer(text: string): ChatAnswer {
  const answer = answerSchema.safeParse(parsed(text));
  const [choice] = answer.data?.choices ?? [];
  if (!answer.success || !choice) throw unusable('The answer is no chat completion.', answer.error);
  return {
    calls: (choice.message.tool_calls ?? []).map((call) => ({
      name: call.function.name,
      arguments: readArguments(call.function.arguments ?? ''),
    })),
    outputTokens: answer.data?.usage?.completion_tokens ?? null,
  };
}

function readArguments(given: string | JsonObject): JsonObject {
  if (typeof given !== 'string') return given;
  // Functions without parameters are called with nothing.
  if (given.trim() === '') return {};
  const read = jsonObjectSchema.safeParse(parsed(given));
  if (!read.success) throw unusable('The model wrote arguments that are no JSON object.', read.error);
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
