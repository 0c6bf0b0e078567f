import type { ToolDefinition } from '../../connectors/index.ts';
import { type ProposedValue, resultFields } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import { type Placed, Unmapped } from './call.ts';
import { mapCall } from './mapping.ts';
import type { Multi } from './phrasings.ts';

/**
 * The arguments of one step of a request whose phrasing has several operations, in words of the request or copied from
 * what earlier steps answered. Throws {@link Unmapped} where they cannot be written so.
 * @param step 1-based
 */
export function stepArgs(
  tool: ToolDefinition,
  phrasing: Multi,
  placed: Placed,
  step: number,
  results: readonly Json[],
): Record<string, ProposedValue> {
  const prefix = `${step}.`;
  const slots: Record<string, string | string[]> = {};
  for (const [slot, paths] of Object.entries(phrasing.slots)) {
    const list = [paths].flat();
    const mine = list.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    const refs = phrasing.refs?.[slot];
    if (list.includes('ref') && (!Array.isArray(refs) || refs.includes(step))) mine.push('ref');
    if (mine.length > 0) slots[slot] = mine;
  }
  const fixed = Object.fromEntries(
    Object.entries(phrasing.fixed).flatMap(([path, value]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : [],
    ),
  );
  const flows = Object.entries(phrasing.flow).filter(([to]) => to.startsWith(prefix));
  const given: Record<string, ProposedValue> = {};
  for (const [to, from] of flows) {
    const match = /^\$(\d+)\.([\w.]+)$/u.exec(from);
    const source = Number(match?.[1] ?? 0);
    if (!match || source === 0) throw new Unmapped(`flow ${from} cannot be copied`);
    const field = resultFields(source, results[source - 1] ?? null).find(
      (one) => one.handle === `${source} ${match[2]}`,
    );
    if (!field) throw new Unmapped(`${phrasing.ops[source - 1]}: no field ${match[2]}`);
    const path = to.slice(prefix.length);
    const entry = Object.entries(tool.params).find(([, param]) => param.sets.includes(path));
    if (!entry) throw new Unmapped(`${tool.name}: nothing sets ${path} (flow)`);
    given[entry[0]] = entry[1].many ? [field.value] : field.value;
  }
  const free: ToolDefinition = {
    ...tool,
    params: Object.fromEntries(Object.entries(tool.params).filter(([name]) => !(name in given))),
  };
  const said = mapCall(free, { slots, fixed }, placed);
  return Object.fromEntries(
    Object.keys(tool.params).flatMap((name) =>
      name in given
        ? [[name, given[name] as ProposedValue]]
        : name in said
          ? [[name, said[name] as ProposedValue]]
          : [],
    ),
  );
}
