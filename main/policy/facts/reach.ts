import type { KindName, ToolDefinition } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { outgoingTexts } from './outgoing.ts';
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
  let [people, records] = [0, 0];
  for (const [name, param] of Object.entries(tool.params)) {
    const given = args[name];
    if (given === undefined || given === null) continue;
    const values = Array.isArray(given) ? given : [given];
    records = Math.max(records, values.length);
    if (personKinds.includes(param.kind)) people += values.length;
    if (['slack.channel', 'slack.destination', 'slack.message'].includes(param.kind))
      for (const value of values) {
        const channel = channelName(param.kind, value);
        if (channel) channels.add(channel);
      }
  }
  const secrets = outgoingSecrets(outgoingTexts(tool.params, args));
  return { channels: [...channels].sort(), people, records, secrets };
}
