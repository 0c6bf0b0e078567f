import type { ToolDefinition } from '../../connectors/index.ts';
import type { Form, Named, ProposedValue } from '../../main/inference/index.ts';
import { FormWriter, mark, resultFields } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import { type Phrasing, type Placed, Unmapped } from './call.ts';
import { joinPieces } from './joining.ts';
import { mapCall } from './mapping.ts';
import type { Abstain, Multi, Single, Wrapper } from './phrasings.ts';
import { madeUpResult } from './results.ts';
import type { Rng } from './rng.ts';
import { draw, roughen, trimmed, wrap } from './wording.ts';

export type NoneReason = 'not_a_request' | 'not_connected' | 'missing_value';

/** One call of an example, with what it answered. */
export interface Step {
  readonly tool: ToolDefinition;
  readonly args: Readonly<Record<string, ProposedValue>>;
  readonly result: Json;
}

/** A request and what is right: calls in order, or why none. */
export interface Example {
  readonly request: string;
  readonly steps: readonly Step[];
  readonly none: NoneReason | null;
  readonly kind: 'single' | 'multi' | 'joined' | 'abstain' | 'unbuilt' | 'api' | 'public';
}

/** Makes examples from phrasings. All draws come from `rng`. */
export class Composer {
  private readonly tools: ReadonlyMap<string, ToolDefinition>;
  private readonly wrappers: readonly Wrapper[];
  private readonly rng: Rng;

  constructor(tools: ReadonlyMap<string, ToolDefinition>, wrappers: readonly Wrapper[], rng: Rng) {
    this.tools = tools;
    this.wrappers = wrappers;
    this.rng = rng;
  }

  /** A request for one operation. Throws Unmapped when the phrasing cannot be written as a call. */
  single(phrasing: Single): Example {
    let pieces = draw(phrasing.nodes, phrasing, this.rng);
    roughen(pieces, this.rng, phrasing.style);
    if (this.rng.chance(0.2)) pieces = wrap(pieces, this.wrappers, this.rng);
    const placed = trimmed(pieces);
    const tool = this.tools.get(phrasing.op);
    if (!tool) return { request: placed.text, steps: [], none: 'not_connected', kind: 'unbuilt' };
    return { request: placed.text, steps: [this.step(tool, phrasing, placed)], none: null, kind: 'single' };
  }

  private step(tool: ToolDefinition, phrasing: Phrasing, placed: Placed): Step {
    return { tool, args: mapCall(tool, phrasing, placed), result: madeUpResult(this.rng, tool.name) };
  }

  /** Two or three requests in one sentence. */
  joined(phrasings: readonly Single[]): Example {
    const { pieces, own } = joinPieces(phrasings, this.rng);
    const placed = trimmed(pieces);
    const steps = phrasings.map((phrasing, index) => {
      const tool = this.tools.get(phrasing.op);
      const said = own[index];
      if (!tool || !said) throw new Unmapped(`${phrasing.op} is not built`);
      return this.step(tool, { ...said, slots: bareKinds(said.slots) }, bareSlots(placed, index));
    });
    return { request: placed.text, steps, none: null, kind: 'joined' };
  }

  /** A request whose phrasing itself has several operations; values may come from earlier results. */
  multi(phrasing: Multi): Example {
    const { rng } = this;
    const pieces = draw(phrasing.nodes, { slots: phrasing.slots, fixed: {} }, rng);
    roughen(pieces, rng, phrasing.style);
    const placed = trimmed(pieces);
    const results: Json[] = phrasing.ops.map((op, index) => {
      const needed = Object.values(phrasing.flow).flatMap((from) => {
        const [step, ...path] = from.slice(1).split('.');
        return Number(step) === index + 1 ? [path.join('.')] : [];
      });
      return madeUpResult(rng, op, needed);
    });
    const steps: Step[] = [];
    for (const [index, op] of phrasing.ops.entries()) {
      const tool = this.tools.get(op);
      if (!tool) throw new Unmapped(`${op} is not built`);
      steps.push({
        tool,
        args: this.multiArgs(tool, phrasing, placed, index + 1, results),
        result: results[index] ?? null,
      });
    }
    return { request: placed.text, steps, none: null, kind: 'multi' };
  }

  private multiArgs(
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

  /** A request that needs no call. Undefined for reasons that only a look-up can tell. */
  abstain(phrasing: Abstain): Example | undefined {
    if (phrasing.reason === 'unknown_entity') return undefined;
    let pieces = draw(phrasing.nodes, { slots: {}, fixed: {} }, this.rng);
    roughen(pieces, this.rng, phrasing.style);
    const none: NoneReason =
      phrasing.reason === 'missing_value' || phrasing.reason === 'not_connected' ? phrasing.reason : 'not_a_request';
    if (none === 'not_connected' && this.rng.chance(0.2)) pieces = wrap(pieces, this.wrappers, this.rng);
    return { request: trimmed(pieces).text, steps: [], none, kind: 'abstain' };
  }
}

/** Slots of one part of a joined request, under their own names again. */
function bareSlots(placed: Placed, index: number): Placed {
  const suffix = `@${index}`;
  return {
    text: placed.text,
    slots: new Map(
      [...placed.slots].map(([slot, span]) => [
        slot.endsWith(suffix) ? slot.slice(0, -suffix.length) : `other ${slot}`,
        span,
      ]),
    ),
  };
}

function bareKinds(slots: Phrasing['slots']): Phrasing['slots'] {
  return Object.fromEntries(Object.entries(slots).map(([slot, path]) => [slot.split('@')[0] ?? slot, path]));
}

/** The text form of a whole example: prompt, every decision, every result, and the end. */
export function exampleForm(example: Example, tools: readonly ToolDefinition[], named: Named): Form {
  const writer = new FormWriter(tools, example.request, named);
  if (example.none !== null) {
    const reason = {
      not_a_request: mark.notARequest,
      not_connected: mark.notConnected,
      missing_value: mark.missingValue,
    }[example.none];
    return writer.ask().decide(reason).form;
  }
  for (const [index, step] of example.steps.entries())
    writer
      .ask()
      .call(step.tool, step.args)
      .result(index + 1, step.result);
  return writer.ask().decide(mark.done).form;
}
