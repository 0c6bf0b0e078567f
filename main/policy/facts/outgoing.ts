import type { KindName, ToolDefinition } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';

/** Kinds under a service's name that are sent as written; the service's other kinds are references to what is there. */
const sentAsWritten: readonly KindName[] = [
  'github.label',
  'github.branch',
  'notion.properties',
  'notion.icon',
  'notion.former',
];

/** Whether the value itself leaves the machine as words. A kind nobody thought of counts as leaving. */
function isOutgoing(kind: KindName): boolean {
  if (sentAsWritten.includes(kind)) return true;
  return !/^(?:(?:stripe|github|slack|notion)\..+|amount|duration|when|period|boolean)$/u.test(kind);
}

function strings(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (value === null || typeof value !== 'object') return [];
  return Array.isArray(value)
    ? value.flatMap(strings)
    : [...Object.keys(value), ...Object.values(value).flatMap(strings)];
}

/** The texts of each value that leaves the machine as words, in the order of the parameters. */
export function outgoingTexts(params: ToolDefinition['params'], args: JsonObject): string[][] {
  return Object.entries(params).flatMap(([name, param]) => {
    const given = args[name];
    return given === undefined || given === null || !isOutgoing(param.kind) ? [] : [strings(given)];
  });
}
