import { z } from 'zod';
import { modelSchema, type ToolDefinition } from '../../connectors/index.ts';
import { type Json, type JsonObject, jsonObjectSchema } from '../../shared/index.ts';
import type { ProposedValue } from '../inference/index.ts';
import type { SecondModelAnswer, SecondModelInput } from './types.ts';

const instructions = `You help a person at a desktop agent. A smaller model found no tool call in their request.
Call one of the tools only if the request plainly asks for what it does. Copy values from the request, in the person's own
words; never invent ids, names or amounts. Otherwise answer in a few plain sentences, without markup. You see no accounts
and no earlier messages.`;

/** Longest answer in words that is shown, in UTF-16 code units. */
const maxWords = 8000;

/**
 * Names that an OpenAI-compatible server takes for functions (letters, digits, `_` and `-`, at most 64), by tool.
 * https://platform.openai.com/docs/api-reference/chat/create
 */
export function functionNames(tools: readonly ToolDefinition[]): ReadonlyMap<string, ToolDefinition> {
  const names = new Map<string, ToolDefinition>();
  for (const tool of tools) {
    const plain = tool.name.replace(/[^\w-]/gu, '_').slice(0, 60);
    names.set(names.has(plain) ? `${plain}_${names.size}` : plain, tool);
  }
  return names;
}

/** The body of a chat completion: not streamed, one choice, the tools' model schemas as functions. */
export function chatBody(model: string, { request, now, zone, tools }: SecondModelInput): JsonObject {
  const functions: Json[] = [...functionNames(tools)].map(([name, tool]) => ({
    type: 'function',
    function: { name, description: `${tool.title}. ${tool.description}`, parameters: modelSchema(tool) },
  }));
  return {
    model,
    stream: false,
    messages: [
      { role: 'system', content: `${instructions}\nIt is ${now} (${zone}).` },
      { role: 'user', content: request },
    ],
    ...(functions.length > 0 ? { tools: functions, tool_choice: 'auto' } : {}),
  };
}

/** The parts of a chat completion that are read; everything else in it is ignored. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                function: z.object({ name: z.string(), arguments: z.union([z.string(), jsonObjectSchema]) }),
              }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
});

const trouble = (why: string): SecondModelAnswer => ({ kind: 'trouble', why });

/** A JSON value as the model side writes values; undefined for what no parameter takes. */
function proposedValue(value: Json): ProposedValue | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  if (value === null) return undefined;
  const text = (one: Json): string | undefined =>
    typeof one === 'string' || typeof one === 'number' ? String(one) : undefined;
  if (Array.isArray(value)) {
    const texts = value.map(text);
    return texts.every((one) => one !== undefined) ? texts : undefined;
  }
  const pairs = Object.entries(value).map(([name, one]) => [name, text(one)] as const);
  return pairs.every(([, one]) => one !== undefined)
    ? (Object.fromEntries(pairs) as Readonly<Record<string, string>>)
    : undefined;
}

/**
 * A call's arguments as a chat completion has them (JSON text, or an object), as the model side writes values: numbers as
 * words, what is null left out. Null where they are no object or hold what no parameter takes.
 */
export function readArguments(given: string | JsonObject): Readonly<Record<string, ProposedValue>> | null {
  let object: unknown = given;
  if (typeof given === 'string') {
    try {
      object = given.trim() === '' ? {} : JSON.parse(given);
    } catch {
      return null;
    }
  }
  const parsed = jsonObjectSchema.safeParse(object);
  if (!parsed.success) return null;
  const args: Record<string, ProposedValue> = {};
  for (const [name, value] of Object.entries(parsed.data)) {
    // Many models write null for what they leave out.
    if (value === null) continue;
    const read = proposedValue(value);
    if (read === undefined) return null;
    args[name] = read;
  }
  return args;
}

/** Reads the body of an answer. Never throws: what is no chat completion, or more than one call, is `trouble`. */
export function readCompletion(body: string, tools: readonly ToolDefinition[]): SecondModelAnswer {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return trouble('what it answered is not JSON');
  }
  const parsed = completionSchema.safeParse(json);
  const message = parsed.success ? parsed.data.choices[0]?.message : undefined;
  if (!message) return trouble('what it answered is no chat completion');
  const calls = message.tool_calls ?? [];
  const [first] = calls;
  if (calls.length > 1) return trouble(`it wanted ${calls.length} calls at once, and only one is taken`);
  if (first) {
    const tool = functionNames(tools).get(first.function.name);
    const args = readArguments(first.function.arguments);
    if (!tool) return trouble('it called a tool that it was not offered');
    if (!args) return trouble(`what it wrote for ${tool.title} cannot be read`);
    return { kind: 'call', tool: tool.name, args };
  }
  const text = (message.content ?? '').toWellFormed().trim();
  if (text === '') return trouble('it answered nothing');
  return { kind: 'words', text: text.length > maxWords ? `${text.slice(0, maxWords).toWellFormed()}…` : text };
}
