import type { KindName, ToolDefinition } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { outgoingSecrets } from './outgoing-secrets.ts';

/** Whom and what a call touches, counted over its arguments whatever they are called. */
export interface Reach {
  /** Slack channel names, lower case, without `#`. */
  readonly channels: string[];
  /** People named one by one. */
  readonly people: number;
  /** The longest list given. */
  readonly records: number;
  /** Kinds of secrets in outgoing text. */
  readonly secrets: string[];
}

const personKinds: readonly KindName[] = ['slack.user', 'github.user', 'notion.user', 'stripe.customer', 'email'];
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

function channelName(kind: KindName, value: Json): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const name =
    kind === 'slack.message'
      ? value.channel_name
      : kind === 'slack.channel' || value.type === 'channel'
        ? value.name
        : null;
  return typeof name === 'string' ? name.normalize('NFKC').trim().replace(/^#/u, '').toLowerCase() : null;
}

/** Collects {@link Reach} from resolved arguments. */
export function reachOf(tool: ToolDefinition, args: JsonObject): Reach {
  const channels = new Set<string>();
  const outgoing: string[][] = [];
  let [people, records] = [0, 0];
  for (const [name, param] of Object.entries(tool.params)) {
    const given = args[name];
    if (given === undefined || given === null) continue;
    const values = Array.isArray(given) ? given : [given];
    records = Math.max(records, values.length);
    if (personKinds.includes(param.kind)) people += values.length;
    if (isOutgoing(param.kind)) outgoing.push(strings(given));
    if (['slack.channel', 'slack.destination', 'slack.message'].includes(param.kind))
      for (const value of values) {
        const channel = channelName(param.kind, value);
        if (channel) channels.add(channel);
      }
  }
  return { channels: [...channels].sort(), people, records, secrets: outgoingSecrets(outgoing) };
}
