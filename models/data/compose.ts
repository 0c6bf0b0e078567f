import type { ToolDefinition } from '../../connectors/index.ts';
import type { Form, Named, ProposedValue } from '../../main/inference/index.ts';
import { FormWriter, mark } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import { type Phrasing, type Placed, Unmapped } from './call.ts';
import { type FillerSource, madeUp } from './fillers/index.ts';
import { joinPieces } from './joining.ts';
import { mapCall } from './mapping.ts';
import type { Abstain, Multi, Single, Wrapper } from './phrasings.ts';
import { madeUpResult } from './results.ts';
import type { Rng } from './rng.ts';
import { stepArgs } from './step-args.ts';
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
  private readonly source: (rng: Rng, ops: readonly string[]) => FillerSource;

  /** @param source where the values of a request for these operations come from; asked once a request */
  constructor(
    tools: ReadonlyMap<string, ToolDefinition>,
    wrappers: readonly Wrapper[],
    rng: Rng,
    source: (rng: Rng, ops: readonly string[]) => FillerSource = () => madeUp,
  ) {
    this.tools = tools;
    this.wrappers = wrappers;
    this.rng = rng;
    this.source = source;
  }

  /** A request for one operation. Throws Unmapped when the phrasing cannot be written as a call. */
  single(phrasing: Single): Example {
    let pieces = draw(phrasing.nodes, phrasing, this.rng, this.source(this.rng, [phrasing.op]));
    roughen(pieces, this.rng, phrasing.style);
    if (this.rng.chance(0.2)) pieces = wrap(pieces, this.wrappers, this.rng);
    const placed = trimmed(pieces);
    const tool = this.tools.get(phrasing.op);
    if (!tool) return { request: placed.text, steps: [], none: 'not_connected', kind: 'unbuilt' };
    return { request: placed.text, steps: [this.step(tool, phrasing, placed)], none: null, kind: 'single' };
  }

  /** The same in its plain wording. Throws Unmapped also where no tool does the operation. */
  plain(phrasing: Single): Example {
    const placed = trimmed(draw(phrasing.nodes, phrasing, this.rng, this.source(this.rng, [phrasing.op])));
    const tool = this.tools.get(phrasing.op);
    if (!tool) throw new Unmapped(`${phrasing.op} is not built`);
    return { request: placed.text, steps: [this.step(tool, phrasing, placed)], none: null, kind: 'single' };
  }

  private step(tool: ToolDefinition, phrasing: Phrasing, placed: Placed): Step {
    return { tool, args: mapCall(tool, phrasing, placed), result: madeUpResult(this.rng, tool.name) };
  }

  /** Two or three requests in one sentence. */
  joined(phrasings: readonly Single[]): Example {
    const { pieces, own } = joinPieces(
      phrasings,
      this.rng,
      this.source(
        this.rng,
        phrasings.map(({ op }) => op),
      ),
    );
    const placed = trimmed(pieces);
    const steps = phrasings.map((phrasing, index) => {
      const tool = this.tools.get(phrasing.op);
      const said = own[index];
      if (!tool || !said) throw new Unmapped(`${phrasing.op} is not built`);
      return this.step(tool, { ...said, slots: bareKinds(said.slots) }, bareSlots(placed, index));
    });
    return { request: placed.text, steps, none: null, kind: 'joined' };
  }

  /** The words of a request whose phrasing itself has several operations. */
  multiRequest(phrasing: Multi): Placed {
    const pieces = draw(
      phrasing.nodes,
      { slots: phrasing.slots, fixed: {} },
      this.rng,
      this.source(this.rng, phrasing.ops),
    );
    roughen(pieces, this.rng, phrasing.style);
    return trimmed(pieces);
  }

  /** A request whose phrasing itself has several operations; values may come from earlier results. */
  multi(phrasing: Multi): Example {
    const { rng } = this;
    const placed = this.multiRequest(phrasing);
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
        args: stepArgs(tool, phrasing, placed, index + 1, results),
        result: results[index] ?? null,
      });
    }
    return { request: placed.text, steps, none: null, kind: 'multi' };
  }

  /** A request that needs no call. Undefined for reasons that only a look-up can tell. */
  abstain(phrasing: Abstain): Example | undefined {
    if (phrasing.reason === 'unknown_entity') return undefined;
    let pieces = draw(phrasing.nodes, { slots: {}, fixed: {} }, this.rng, this.source(this.rng, []));
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
