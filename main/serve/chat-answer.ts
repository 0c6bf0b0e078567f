import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../shared/index.ts';
import type { MadeCall } from './chat-request.ts';

/** What Needle made of a request: calls, or the sentence that there are none. */
export interface ChatAnswer {
  readonly model: string;
  /** Epoch seconds. */
  readonly created: number;
  readonly calls: readonly MadeCall[];
  readonly content: string | null;
  /** That the whole answer is right, 0 to 1. */
  readonly confidence: number;
}

const finishOf = ({ calls }: ChatAnswer): string => (calls.length > 0 ? 'tool_calls' : 'stop');

const toolCalls = (calls: readonly MadeCall[]): JsonObject[] =>
  calls.map(({ name, arguments: args }) => ({
    id: `call_${randomUUID().replaceAll('-', '')}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));

/**
 * A chat completion object. `usage` is left out: Needle counts no tokens that a client could be billed or limited by.
 * `needle.confidence` is an addition of ours. https://platform.openai.com/docs/api-reference/chat/object
 */
export function completion(answer: ChatAnswer): JsonObject {
  const { model, created, calls, content, confidence } = answer;
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content,
          refusal: null,
          ...(calls.length > 0 ? { tool_calls: toolCalls(calls) } : {}),
        },
        logprobs: null,
        finish_reason: finishOf(answer),
      },
    ],
    needle: { confidence },
  };
}

/**
 * The same as chunks of a stream, each the data of one server-sent event; `[DONE]` follows them. A call is decoded as a
 * whole, so its arguments come in one piece.
 * https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export function completionChunks(answer: ChatAnswer): JsonObject[] {
  const { model, created, calls, content, confidence } = answer;
  const id = `chatcmpl-${randomUUID()}`;
  const chunk = (delta: JsonObject, finish: string | null): JsonObject => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  });
  return [
    chunk({ role: 'assistant', content: content ?? null }, null),
    ...toolCalls(calls).map((call, index) => chunk({ tool_calls: [{ index, ...call }] }, null)),
    { ...chunk({}, finishOf(answer)), needle: { confidence } },
  ];
}
