import type { JsonObject } from '../../shared/index.ts';
import { kinds } from './kinds.ts';
import type { ToolDefinition, ToolParam } from './tool.ts';

function paramSchema(param: ToolParam): JsonObject {
  const from = kinds[param.kind].from;
  let one: JsonObject;
  if (param.kind === 'boolean') one = { type: 'boolean' };
  else if (param.kind === 'enum') one = { type: 'string', enum: [...(param.values ?? [])] };
  else if (from === 'map') one = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } };
  else one = { type: 'string', minLength: 1 };
  return param.many ? { type: 'array', items: one, minItems: 1 } : one;
}

/**
 * The JSON Schema (2020-12) of what the model may write for a tool: references, amounts, dates and texts are strings in
 * the person's own words, flags are booleans, choices are enums. No other property is allowed.
 */
export function modelSchema(tool: ToolDefinition): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const [name, param] of Object.entries(tool.params)) {
    properties[name] = { ...paramSchema(param), description: param.description };
    if (param.required) required.push(name);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}
