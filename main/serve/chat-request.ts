import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Json, type JsonObject, jsonObjectSchema, maxRequestLength } from '../../shared/index.ts';
import { type FunctionSchema, functionSchema, type PastStep, saidArguments, trimResult } from '../inference/index.ts';

/** What a client asks wrongly, as the API says it: a sentence, and the part of the body that it is about. */
export class RequestError extends Error {
  readonly param: string | null;
  readonly code: string | null;

  constructor(message: string, param: string | null = null, code: string | null = null) {
    super(message);
    this.name = 'RequestError';
    this.param = param;
    this.code = code;
  }
}

const text = z.union([
  z.string(),
  z.array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() })),
]);

const toolCall = z.object({
  id: z.string(),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const message = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), content: text }),
  z.object({ role: z.literal('developer'), content: text }),
  z.object({ role: z.literal('user'), content: text }),
  z.object({ role: z.literal('assistant'), content: text.nullish(), tool_calls: z.array(toolCall).nullish() }),
  z.object({ role: z.literal('tool'), content: text, tool_call_id: z.string() }),
]);
type Message = z.infer<typeof message>;

/**
 * The body of `POST /v1/chat/completions`, as far as it is read: what only steers the writing of text (temperature, seed,
 * penalties) has no meaning for Needle and is ignored. https://platform.openai.com/docs/api-reference/chat/create
 */
const bodySchema = z.object({
  model: z.string(),
  messages: z.array(message).min(1).max(500),
  tools: z
    .array(z.object({ type: z.literal('function'), function: functionSchema }))
    .max(128)
    .nullish(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  n: z.literal(1).nullish(),
});

/** A call of an earlier turn of the same request. */
export interface MadeCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** What a body asks of Needle. */
export interface ChatRequest {
  readonly model: string;
  /** The last user message. */
  readonly query: string;
  /** The functions that may be called, `tool_choice` applied. */
  readonly functions: readonly FunctionSchema[];
  /** Calls made since the last user message, with their results, as the model reads them. */
  readonly steps: readonly PastStep[];
  readonly made: readonly MadeCall[];
  /** At most one call a turn. */
  readonly single: boolean;
  readonly stream: boolean;
}

function textOf(content: z.infer<typeof text> | null | undefined, param: string): string {
  if (content == null) return '';
  if (typeof content === 'string') return content;
  return content
    .map((part) => {
      if (part.type !== 'text' || part.text === undefined)
        throw new RequestError(`Needle reads text only, not parts of type ${part.type}.`, param);
      return part.text;
    })
    .join('\n');
}

/** A tool message's text as JSON, where it is; at most 2 KB. */
function resultOf(content: string): Json {
  try {
    return trimResult(JSON.parse(content) as Json);
  } catch {
    return trimResult(content);
  }
}

function argumentsOf(written: string): JsonObject {
  try {
    const read = jsonObjectSchema.safeParse(JSON.parse(written));
    if (read.success) return read.data;
  } catch {
    // Said below.
  }
  throw new RequestError('The arguments of an earlier tool call are no JSON object.', 'messages');
}

/** The calls after the last user message with their results, in the order in which they were made. */
function callsSince(messages: readonly Message[]): { readonly call: MadeCall; readonly result: Json }[] {
  const results = new Map(
    messages.flatMap((one) =>
      one.role === 'tool' ? [[one.tool_call_id, resultOf(textOf(one.content, 'messages'))] as const] : [],
    ),
  );
  return messages.flatMap((one) =>
    one.role === 'assistant'
      ? (one.tool_calls ?? []).map(({ id, function: { name, arguments: args } }) => ({
          call: { name, arguments: argumentsOf(args) },
          result: results.get(id) ?? null,
        }))
      : [],
  );
}

function allowed(functions: readonly FunctionSchema[], choice: z.infer<typeof bodySchema>['tool_choice']) {
  if (choice === 'none') return [];
  if (choice == null || typeof choice === 'string') return functions;
  const named = functions.filter(({ name }) => name === choice.function.name);
  if (named.length === 0) throw new RequestError('tool_choice names a function that is not in tools.', 'tool_choice');
  return named;
}

/**
 * Reads a body: the last user message is the request; the calls made since it, with the results that tool messages bring,
 * are steps already taken. System messages and earlier turns are not read: Needle has no use for them.
 * @throws RequestError for what Needle cannot take
 */
export function readChatRequest(body: unknown): ChatRequest {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || null;
    throw new RequestError(`The request cannot be read: ${issue?.message ?? 'invalid body'}.`, where);
  }
  const { model, messages, tools, tool_choice, parallel_tool_calls, stream } = parsed.data;
  const at = messages.findLastIndex(({ role }) => role === 'user');
  const query = textOf(messages[at]?.content, `messages.${at}`).replace(/\s+/gu, ' ').trim();
  if (query === '') throw new RequestError('There is no user message with text.', 'messages');
  if (query.length > maxRequestLength)
    throw new RequestError(
      `The last user message has ${query.length} characters; Needle reads at most ${maxRequestLength}.`,
      `messages.${at}`,
      'context_length_exceeded',
    );
  const all = (tools ?? []).map((tool) => tool.function);
  const past = callsSince(messages.slice(at + 1));
  return {
    model,
    query,
    functions: allowed(all, tool_choice),
    steps: past.flatMap(({ call, result }) => {
      const schema = all.find(({ name }) => name === call.name);
      return schema ? [{ tool: call.name, args: saidArguments(schema, call.arguments), result }] : [];
    }),
    made: past.map(({ call }) => call),
    single: parallel_tool_calls === false,
    stream: stream === true,
  };
}

/** Whether a call was made before: asked for again, a client that runs what it gets would go in circles. */
export function wasMade(made: readonly MadeCall[], call: MadeCall): boolean {
  return made.some((one) => one.name === call.name && isDeepStrictEqual(one.arguments, call.arguments));
}
