import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ConnectorManifest,
  defineTool,
  connectors as shipped,
  type ToolDefinition,
} from '../../connectors/index.ts';
import type { Effect, Json, JsonObject, Provenance, Verdict } from '../../shared/index.ts';
import { demoAccount } from './account.ts';
import type { CallFacts } from './types.ts';

/** One test of the default rules, as written in `policies/cases/*.json`. A text `"$name"` stands for a shared value. */
export interface PolicyCase {
  readonly name: string;
  readonly tool: string;
  readonly args: JsonObject;
  /** Arguments that came from the result of step 1; the others are the person's words. */
  readonly results?: readonly string[];
  /** The words that arguments were read from, where they matter. */
  readonly words?: Readonly<Record<string, string | readonly string[]>>;
  readonly tainted?: boolean;
  readonly lookup?: boolean;
  /** The tool of the call that it takes back: all arguments are then from the log. */
  readonly undoOf?: string;
  readonly secondModel?: boolean;
  /** The account's name; `demo` unless given. */
  readonly account?: string;
  readonly request?: string;
  /** ISO 8601. */
  readonly now?: string;
  readonly zone?: string;
  readonly expect: { readonly verdict: Verdict; readonly rules: readonly string[] };
}

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

const values = readJson('values.json') as JsonObject;

function fill(value: Json): Json {
  if (typeof value === 'string' && value.startsWith('$') && /^\$[a-z-]+$/u.test(value)) {
    const found = values[value.slice(1)];
    if (found === undefined) throw new Error(`no shared value ${value}`);
    return found;
  }
  if (Array.isArray(value)) return value.map(fill);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)]));
}

/** The cases by file. */
export function policyCases(): { readonly file: string; readonly cases: readonly PolicyCase[] }[] {
  const files = readdirSync(casesDir).filter((file) => file.endsWith('.json') && file !== 'values.json');
  return files.sort().map((file) => ({ file, cases: readJson(file) as PolicyCase[] }));
}

export function toolNamed(name: string): { readonly tool: ToolDefinition; readonly connector: ConnectorManifest } {
  for (const connector of connectors)
    for (const tool of connector.tools) if (tool.name === name) return { tool, connector };
  throw new Error(`no tool ${name}`);
}

/** The facts that a case describes. */
export function factsOf(one: Omit<PolicyCase, 'name' | 'expect'>): CallFacts {
  const args = fill(one.args) as JsonObject;
  const source = (name: string): Provenance =>
    one.undoOf !== undefined
      ? { kind: 'logged', entryId: 'log_1', at: '2026-03-04T15:00:00.000Z' }
      : one.results?.includes(name)
        ? { kind: 'result', step: 1, text: name }
        : { kind: 'words', text: [one.words?.[name] ?? name].flat()[0] ?? name };
  const items = Object.entries(one.words ?? {}).filter(([, words]) => Array.isArray(words));
  return {
    ...toolNamed(one.tool),
    account: one.account === undefined ? demoAccount : { id: `id of ${one.account}`, name: one.account },
    args,
    sources: Object.fromEntries(Object.keys(args).map((name) => [name, source(name)])),
    itemSources: Object.fromEntries(
      items.map(([name, words]) => [name, [words].flat().map((text) => ({ kind: 'words' as const, text }))]),
    ),
    tainted: one.tainted ?? false,
    lookup: one.lookup ?? false,
    ...(one.undoOf === undefined ? {} : { undoOf: one.undoOf }),
    ...(one.secondModel === undefined ? {} : { secondModel: one.secondModel }),
    step: 1,
    request: one.request ?? (one.undoOf === undefined ? 'please do it' : ''),
    now: Date.parse(one.now ?? '2026-03-04T10:30:00-05:00'),
    settings: {
      zone: one.zone ?? 'America/New_York',
      workingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] },
    },
  };
}
