import { modelSchema } from '../../../connectors/index.ts';
import type { PastStep, Proposal, ProposeInput, Proposer } from '../../../main/inference/index.ts';
import { readArguments } from '../../../main/second-model/index.ts';
import { type ChatMessage, chat, type Endpoint } from './chat.ts';
import { type ToolNames, toolNames } from './names.ts';

const instructions = ({ now, zone }: ProposeInput): string =>
  `You carry out a person's request by calling tools, one call at a time. It is ${now} (${zone}).
Write each argument in the person's own words, as a text: names, amounts, dates and times as they said them. Ids and
values from the result of an earlier call may be copied. Leave out optional arguments that nobody asked for.
Call no tool where none fits, where a required value was not said, or when everything is done.`;

/** The conversation so far: what was asked, and earlier calls with their results. */
function conversation(input: ProposeInput, names: ToolNames): ChatMessage[] {
  const steps = input.steps.flatMap((step: PastStep, at): ChatMessage[] => [
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: `call_${at + 1}`,
          type: 'function',
          function: { name: names.sent(step.tool), arguments: JSON.stringify(step.args) },
        },
      ],
    },
    { role: 'tool', tool_call_id: `call_${at + 1}`, content: JSON.stringify(step.result) },
  ]);
  return [{ role: 'system', content: instructions(input) }, { role: 'user', content: input.request }, ...steps];
}

/**
 * A model behind an endpoint in Needle's place: it is offered the shortlisted tools by their model-facing schemas, with the
 * conversation of earlier calls and results, and its first call is the proposal. The agent checks it as any other.
 * The confidence is always 1: an endpoint says none.
 */
export function endpointProposer(endpoint: Endpoint): Proposer {
  return {
    info: { name: endpoint.model, device: 'endpoint', parameters: 0 },
    async propose(input, signal): Promise<Proposal> {
      const names = toolNames([...input.tools.map((tool) => tool.name), ...input.steps.map((step) => step.tool)]);
      const { calls } = await chat(
        endpoint,
        conversation(input, names),
        input.tools.map((tool) => ({
          name: names.sent(tool.name),
          description: `${tool.title}. ${tool.description}`,
          parameters: modelSchema(tool),
        })),
        signal,
      );
      const [call] = calls;
      if (!call)
        return input.steps.length > 0
          ? { kind: 'done', confidence: 1 }
          : { kind: 'none', reason: 'not_a_request', confidence: 1 };
      const args = readArguments(call.arguments);
      if (!args) return { kind: 'none', reason: 'missing_value', confidence: 1 };
      return { kind: 'call', tool: names.original(call.name), args, confidence: 1, argConfidence: {} };
    },
    close: async () => undefined,
  };
}
