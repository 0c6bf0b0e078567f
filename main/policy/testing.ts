import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  type ConnectorManifest,
  defineTool,
  connectors as shipped,
  type ToolDefinition,
} from '../../connectors/index.ts';
import type { Effect, JsonObject } from '../../shared/index.ts';
import { type CaseContext, caseFacts, type PolicyCase, policyCaseSchema } from './case.ts';
import type { CallFacts } from './types.ts';

const pluginTool = (name: string, effect: Effect): ToolDefinition =>
  defineTool({
    name,
    title: name,
    description: name,
    effect,
    undo: { kind: 'none', text: '' },
    params: { title: { kind: 'text', description: 'Title', sets: ['title'] } },
    effectText: () => name,
    run: async () => ({ data: null, summary: name }),
  });

/** What ships, and a plug-in. */
export const connectors: readonly ConnectorManifest[] = [
  ...shipped,
  ...shipped.slice(0, 1).map((one) => ({
    ...one,
    service: 'todo',
    title: 'Todo',
    tools: [
      pluginTool('todo.tasks.list', 'read'),
      pluginTool('todo.tasks.create', 'write'),
      pluginTool('todo.credits.buy', 'money'),
      pluginTool('todo.tasks.delete', 'destructive'),
    ],
  })),
];

/** The folder of the default rules. */
export const policyDir = fileURLToPath(new URL('../../policies', import.meta.url));
const casesDir = fileURLToPath(new URL('../../policies/cases', import.meta.url));

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(`${casesDir}/${file}`, 'utf8'));
}

/** What ships, the plug-in, and the shared values of the cases. */
export const caseContext: CaseContext = { connectors, values: readJson('values.json') as JsonObject };

/** The cases by file. */
export function policyCases(): { readonly file: string; readonly cases: readonly PolicyCase[] }[] {
  const files = readdirSync(casesDir).filter((file) => file.endsWith('.json') && file !== 'values.json');
  return files.sort().map((file) => ({ file, cases: z.array(policyCaseSchema).parse(readJson(file)) }));
}

export function toolNamed(name: string): { readonly tool: ToolDefinition; readonly connector: ConnectorManifest } {
  for (const connector of connectors)
    for (const tool of connector.tools) if (tool.name === name) return { tool, connector };
  throw new Error(`no tool ${name}`);
}

/** The facts that a case of the default rules describes. */
export function factsOf(one: Omit<PolicyCase, 'name' | 'expect'>): CallFacts {
  return caseFacts(one, caseContext);
}

/** For the second evaluator in tests/hostile, which answers the same questions as the decider by its own reading. */
export { buildContext } from './context.ts';
export { Decider } from './decider.ts';
