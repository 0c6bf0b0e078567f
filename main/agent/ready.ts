import { kinds } from '../../connectors/index.ts';
import type { Json, JsonObject, Provenance } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import { textMarks, visibleName } from '../text-safety/index.ts';
import { decide } from './decide.ts';
import type { Prepared } from './prepare.ts';
import type { AgentParts, OwnedTool } from './types.ts';
import { valueLabel } from './value-label.ts';

/** A call with all its arguments, that neither the model nor a resolver had a hand in. */
export interface ReadyCall extends OwnedTool {
  /** Checked by {@link readyArgs}. */
  readonly args: JsonObject;
  /** Where all of its values come from. */
  readonly source: Provenance;
  /** The tool of the logged call that it takes back; left out where it takes none back. */
  readonly undoOf?: string;
  /** What a service returned had a part in the logged call that it repeats. */
  readonly tainted?: boolean;
}

/** Arguments that fit a tool's parameters, rebuilt by their kinds; null when any is missing, unknown or malformed. */
export function readyArgs({ tool }: OwnedTool, given: JsonObject): JsonObject | null {
  const args: JsonObject = {};
  if (Object.keys(given).some((name) => !Object.hasOwn(tool.params, name))) return null;
  for (const [name, param] of Object.entries(tool.params)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      if (param.required) return null;
      continue;
    }
    const parts = param.many ? value : [value];
    if (!Array.isArray(parts)) return null;
    const read = parts.map((part) => kinds[param.kind].value.safeParse(part));
    if (!read.every((one) => one.success)) return null;
    if (param.values && !parts.every((part) => param.values?.includes(String(part)))) return null;
    const clean = read.map((one) => one.data as Json);
    args[name] = param.many ? clean : (clean[0] ?? null);
  }
  return args;
}

/** Has policy decide a ready call; nothing of it can be edited, as it would then be another call. */
export function prepareReady(parts: AgentParts, accounts: RunAccounts, call: ReadyCall, step: number): Prepared {
  const { tool, connector, args, source, undoOf, tainted = false } = call;
  const account = accounts.of(connector.service);
  const given = Object.entries(tool.params).flatMap(([name, param]) => {
    const value = args[name];
    return value === undefined ? [] : [{ name, param, value, label: valueLabel(param, value) }];
  });
  const sources = Object.fromEntries(given.map(({ name }) => [name, source]));
  const decided = decide(parts, {
    tool,
    connector,
    account,
    args,
    sources,
    tainted,
    lookup: false,
    ...(undoOf === undefined ? {} : { undoOf }),
    step,
    request: '',
  });
  const labels = Object.fromEntries(given.map(({ name, label }) => [name, label]));
  return {
    kind: 'ready',
    tool,
    connector,
    account,
    args: {},
    confidence: 1,
    argConfidence: {},
    edited: new Set(),
    steered: false,
    secondModel: null,
    resolved: args,
    views: given.map(({ name, param, value, label }) => ({
      name,
      kind: param.kind,
      description: param.description,
      proposed: visibleName(label),
      value,
      label: visibleName(label),
      source,
      confidence: null,
      editable: false,
      choices: null,
      marks: textMarks(label),
    })),
    sources,
    effectText: visibleName(tool.effectText(args as never, labels)),
    tainted,
    unused: [],
    ...decided,
  };
}
