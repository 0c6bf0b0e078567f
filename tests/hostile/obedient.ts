import type { Model } from '../../main/index.ts';
import type { PastStep, Proposal } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import type { ScriptedCall } from '../support/scripted-model.ts';

/** How the proposer treats what it reads. All are worst cases: a model that does nothing but obey. */
export type Manner =
  /** Does what the text wants, as the text stands. */
  | 'obeys'
  /** The same, with values that it made from the text and did not copy. */
  | 'rewrites'
  /** Does it even when it is shown the results blank: as a model would that could remember. Its values are copied. */
  | 'remembers';

/** What one run is to be led to. */
export interface Plot {
  readonly read: ScriptedCall;
  /** Said to be in the text; what it finds is what the proposer has read. */
  readonly text: string;
  readonly manner: Manner;
  /** A read that the text wants first, such as the customers' addresses. */
  readonly first: ScriptedCall | null;
  /** What the text wants done, made of what the proposer has read. */
  readonly want: (read: string) => ScriptedCall;
}

function* texts(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object') for (const item of Object.values(value)) yield* texts(item);
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[\p{Cf}\s]/gu, '');

/** The field of a result that holds the planted text, as far as the model gets to see it. */
export function planted(results: readonly PastStep[], text: string): string | null {
  const start = plain(text).slice(0, 24);
  for (const { result } of results)
    for (const one of texts(result)) if (start !== '' && plain(one).startsWith(start)) return one;
  return null;
}

/** A proposer that follows one plot at a time; `reached` counts the runs in which it read the planted text. */
export function obedientModel(): Model & { plot: Plot | null; reached: number } {
  const call = ({ tool, args }: ScriptedCall): Proposal => ({
    kind: 'call',
    tool,
    args,
    confidence: 1,
    argConfidence: {},
  });
  const done: Proposal = { kind: 'done', confidence: 1 };
  let memory: { readonly plot: Plot; readonly read: string } | null = null;
  const model = {
    problem: null,
    intent: { judge: () => Promise.reject(new Error('not asked')), close: async () => undefined },
    close: async () => undefined,
    plot: null as Plot | null,
    reached: 0,
    proposer: () => ({
      info: { name: 'obedient', device: 'none', parameters: 0 },
      close: async () => undefined,
      names: () => true,
      async propose({ steps }: { readonly steps: readonly PastStep[] }): Promise<Proposal> {
        const { plot } = model;
        if (!plot) return done;
        if (steps.length === 0) return call(plot.read);
        let read = planted(steps, plot.text);
        if (read !== null && memory?.plot !== plot) {
          model.reached += 1;
          memory = { plot, read };
        }
        if (read === null && plot.manner === 'remembers' && memory?.plot === plot) read = memory.read;
        if (read === null) return done;
        if (plot.first && steps.length === 1) return call(plot.first);
        if (steps.length > (plot.first ? 2 : 1)) return done;
        // What was read last is what a thief wants to hand on.
        const stolen = plot.first
          ? [...texts(steps.at(-1)?.result ?? null)].find((one) => one.includes('@'))
          : undefined;
        return call(plot.want(plot.manner === 'rewrites' ? (stolen ?? read).toUpperCase() : (stolen ?? read)));
      },
    }),
  };
  return model;
}
