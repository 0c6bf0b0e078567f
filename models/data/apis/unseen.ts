import { jsonArguments, type ParamSchema } from '../../../main/inference/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { Rng } from '../rng.ts';
import type { ApiFunction } from './functions.ts';
import { SpecFunctions } from './source.ts';
import { type Drawn, drawExample } from './stream.ts';

/** A function-calling task, as the rows of the Berkeley leaderboard have it: each argument with its accepted values. */
export interface UnseenTask {
  readonly id: string;
  readonly category: string;
  readonly query: string;
  readonly tools: readonly { readonly name: string; readonly description: string; readonly parameters: JsonObject }[];
  readonly answers: readonly Readonly<Record<string, Readonly<Record<string, readonly Json[]>>>>[];
}

/** A schema node as JSON Schema, without its empty parts. */
function plainSchema(schema: ParamSchema): JsonObject {
  return {
    type: schema.type,
    ...(schema.description === '' ? {} : { description: schema.description }),
    ...(schema.format === '' ? {} : { format: schema.format }),
    ...(schema.enum.length === 0 ? {} : { enum: [...schema.enum] }),
    ...(schema.items === null ? {} : { items: plainSchema(schema.items) }),
    ...(schema.type === 'object'
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, child]) => [name, plainSchema(child)]),
          ),
          required: [...schema.required],
        }
      : {}),
  };
}

function categoryOf({ steps }: Drawn, functions: readonly ApiFunction[]): string {
  if (steps.length === 0) return 'unseen_irrelevance';
  const names = new Set(steps.map(({ tool }) => tool.name));
  if (steps.length > 1) return names.size > 1 ? 'unseen_parallel_multiple' : 'unseen_parallel';
  return functions.length > 1 ? 'unseen_multiple' : 'unseen_simple';
}

/** Two moments with no day, month or year in common. */
const moments = ['2025-03-11T09:00:00Z', '2031-10-02T17:00:00Z'] as const;

/**
 * Tasks over the functions of held-out providers, none of which is trained on. An argument is right with the value that was
 * said, in its own type; optional ones that nobody said are not among the answers. The same seed and file give the same
 * tasks.
 */
export function* unseenTasks(seed: number, count: number, specs: string): Generator<UnseenTask> {
  const rng = new Rng(seed);
  const source = new SpecFunctions(specs, 'heldOut');
  for (let made = 0; made < count; ) {
    const drawn = drawExample((neighbours) => source.draw(rng, neighbours), rng);
    if (!drawn) continue;
    const { functions } = drawn;
    const answersAt = (now: string) =>
      drawn.steps.map(({ tool, args }) => {
        const fn = functions.find((one) => one.tool === tool);
        const values = fn ? jsonArguments(fn.schema, args, { now, zone: 'UTC' }) : {};
        return { [tool.name]: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])) };
      });
    const [answers, elsewhen] = moments.map(answersAt);
    // Dates that mean another day tomorrow have no answer that stays right.
    if (!answers || JSON.stringify(answers) !== JSON.stringify(elsewhen)) continue;
    yield {
      id: `unseen_${seed}_${made}`,
      category: categoryOf(drawn, functions),
      query: drawn.request,
      tools: functions.map(({ schema }) => ({
        name: schema.name,
        description: schema.description,
        parameters: plainSchema(schema.parameters),
      })),
      answers,
    };
    made++;
  }
}
