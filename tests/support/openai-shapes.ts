import { z } from 'zod';

/**
 * The parts of the API's answers that clients rely on, as its reference documents them.
 * https://platform.openai.com/docs/api-reference/chat
 */

const finishReason = z.enum(['stop', 'length', 'tool_calls', 'content_filter', 'function_call']);

const toolCall = z.object({
  id: z.string().min(1),
  type: z.literal('function'),
  // Documented as a string that holds JSON.
  function: z.object({
    name: z.string(),
    arguments: z.string().refine((text) => typeof JSON.parse(text) === 'object'),
  }),
});

export const chatCompletion = z.object({
  id: z.string().min(1),
  object: z.literal('chat.completion'),
  created: z.number().int(),
  model: z.string(),
  choices: z
    .array(
      z.object({
        index: z.number().int(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          refusal: z.string().nullable(),
          tool_calls: z.array(toolCall).min(1).optional(),
        }),
        logprobs: z.null(),
        finish_reason: finishReason,
      }),
    )
    .length(1),
});

export const chatCompletionChunk = z.object({
  id: z.string().min(1),
  object: z.literal('chat.completion.chunk'),
  created: z.number().int(),
  model: z.string(),
  choices: z
    .array(
      z.object({
        index: z.number().int(),
        delta: z.object({
          role: z.literal('assistant').optional(),
          content: z.string().nullable().optional(),
          tool_calls: z
            .array(toolCall.partial({ id: true, type: true }).extend({ index: z.number().int() }))
            .optional(),
        }),
        logprobs: z.null(),
        finish_reason: finishReason.nullable(),
      }),
    )
    .length(1),
});

const model = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.number().int(),
  owned_by: z.string(),
});
export const modelObject = model;
export const modelList = z.object({ object: z.literal('list'), data: z.array(model) });

export const apiError = z.object({
  error: z.object({
    message: z.string().min(1),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});
