import type { ToolDefinition } from '../../connectors/index.ts';
import { quotedStretches } from './quotes.ts';

const channelName = /(?<![\p{L}\p{N}/#])#(?=[\p{L}\p{N}._-]*\p{L})[\p{L}\p{N}._-]+/u;

/** Whether a request names a channel (`#releases`, not the number `#118`) outside quotation marks. */
export function namesChannel(request: string): boolean {
  let outside = request;
  for (const [from, to] of quotedStretches(request))
    outside = outside.slice(0, from) + ' '.repeat(to - from) + outside.slice(to);
  return channelName.test(outside);
}

/** Whether some parameter of a tool can hold a channel, or a message of one. */
export function takesChannel(tool: ToolDefinition): boolean {
  return Object.values(tool.params).some((param) => param.kind.startsWith('slack.'));
}
