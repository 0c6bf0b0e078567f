import type { FunctionCaller } from '../functions/index.ts';
import { type ChatMessage, chat, type Endpoint } from './chat.ts';
import { toolNames } from './names.ts';

/** A model behind an endpoint, as a model under test of the function-calling suites. It says not how sure it is. */
export function endpointCaller(endpoint: Endpoint): FunctionCaller {
  return {
    info: { name: endpoint.model, parameters: null },
    async call(query, functions, turns = []) {
      const names = toolNames(functions.map((one) => one.name));
      const messages: readonly ChatMessage[] = turns.length > 0 ? turns : [{ role: 'user', content: query }];
      const { calls, outputTokens } = await chat(
        endpoint,
        messages,
        functions.map((one) => ({ ...one, name: names.sent(one.name) })),
      );
      return {
        calls: calls.map((call) => ({ ...call, name: names.original(call.name) })),
        confidence: null,
        outputTokens,
      };
    },
    close: async () => undefined,
  };
}
