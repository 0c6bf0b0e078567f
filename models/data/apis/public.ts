import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ToolDefinition } from '../../../connectors/index.ts';
import {
  findWords,
  functionSchema,
  type ProposedValue,
  toolOfFunction,
  writing,
} from '../../../main/inference/index.ts';
import { type Json, jsonSchema } from '../../../shared/index.ts';
import type { ForeignExample } from './stream.ts';

const rowSchema = z.object({
  split: z.string(),
  query: z.string(),
  tools: z.array(functionSchema),
  calls: z.array(z.object({ name: z.string(), arguments: z.record(z.string(), jsonSchema) })),
});

/** Splits that stay out of training. */
const heldOutSplit = /valid|test/u;

/** What was read, and how many rows were left out by reason. */
export interface PublicRows {
  readonly examples: readonly ForeignExample[];
  readonly dropped: ReadonlyMap<string, number>;
}

/** The stretch of a request that says a value, in the request's own spelling; undefined where nothing does. */
function spelled(value: string, request: string): string | undefined {
  if (findWords(value, request) >= 0) return value;
  const lowered = request.toLowerCase();
  if (lowered.length !== request.length) return undefined;
  const at = findWords(value.toLowerCase(), lowered);
  return at < 0 ? undefined : request.slice(at, at + value.length);
}

function proposed(tool: ToolDefinition, name: string, value: Json, request: string): ProposedValue | undefined {
  const param = tool.params[name];
  if (!param) return undefined;
  const one = (item: Json): string | undefined =>
    item === null || typeof item === 'object' ? undefined : spelled(String(item), request);
  switch (writing(param)) {
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'choice':
      return param.values?.find((choice) => choice.toLowerCase() === String(value).toLowerCase());
    default: {
      if (!param.many) return one(value);
      const items = (Array.isArray(value) ? value : [value]).map(one);
      return items.every((item) => item !== undefined) && items.length > 0 ? items : undefined;
    }
  }
}

/**
 * Reads public requests with their calls (rows `{split, query, tools, calls}`). Kept are rows of training splits whose
 * every value is said in the request; the rest is counted by why.
 */
export function readPublicRows(files: readonly string[]): PublicRows {
  const examples: ForeignExample[] = [];
  const dropped = new Map<string, number>();
  const drop = (reason: string): void => {
    dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  };
  const tools = new Map<string, ToolDefinition>();
  for (const file of files) {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const row = rowSchema.parse(JSON.parse(line));
      if (heldOutSplit.test(row.split)) {
        drop('held-out split');
        continue;
      }
      const shown = row.tools.map((schema) => {
        const key = JSON.stringify(schema);
        const tool = tools.get(key) ?? toolOfFunction(schema);
        tools.set(key, tool);
        return tool;
      });
      const request = row.query.replace(/\s+/gu, ' ').trim();
      const steps = row.calls.map((call) => {
        const tool = shown.find((one) => one.name === call.name);
        if (!tool) return undefined;
        const args: Record<string, ProposedValue> = {};
        for (const name of Object.keys(tool.params)) {
          const value = call.arguments[name];
          if (value === undefined || value === '') continue;
          const said = proposed(tool, name, value, request);
          if (said === undefined) return undefined;
          args[name] = said;
        }
        return Object.keys(call.arguments).every((name) => name in tool.params)
          ? { tool, args, result: null }
          : undefined;
      });
      const whole = steps.filter((step) => step !== undefined);
      if (whole.length < steps.length) drop('a value is not said in the request');
      else
        examples.push({
          request,
          steps: whole,
          none: whole.length === 0 ? 'not_a_request' : null,
          kind: 'public',
          shown,
        });
    }
  }
  return { examples, dropped };
}
