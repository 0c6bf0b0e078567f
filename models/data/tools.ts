import type { ToolDefinition } from '../../connectors/index.ts';
import { github } from '../../connectors/github/index.ts';
import { notion } from '../../connectors/notion/index.ts';
import { slack } from '../../connectors/slack/index.ts';
import { stripe } from '../../connectors/stripe/index.ts';

/** Every tool that the model may be offered, by name. */
export function publicTools(): ReadonlyMap<string, ToolDefinition> {
  const all = [stripe, github, slack, notion].flatMap((connector) => connector.tools);
  return new Map(all.filter((tool) => !tool.internal).map((tool) => [tool.name, tool]));
}
