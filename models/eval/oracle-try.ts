import { workspace } from '../../connectors/demo/index.ts';
import type { ToolDefinition } from '../../connectors/index.ts';
import { resolveCall, resolvers } from '../../main/agent/index.ts';
import type { ProposedValue } from '../../main/inference/index.ts';
import { type JsonObject, ThimbleError } from '../../shared/index.ts';
import type { Lab } from './oracle-lab.ts';

/** The request and the services that words are tried on. */
export interface Setting {
  readonly lab: Lab;
  readonly request: string;
  /** Values of earlier results, which a model may copy too. */
  readonly results: readonly string[];
}

export type Args = Readonly<Record<string, ProposedValue>>;

/** The arguments that words resolve to; null when they resolve to nothing or to several records. */
export async function resolveWords(
  { lab, request }: Setting,
  tool: ToolDefinition,
  args: Args,
): Promise<JsonObject | null> {
  try {
    const call = await resolveCall(
      {
        tool,
        args,
        confidence: {},
        trace: (text) => ({ kind: 'words', text }),
        choices: new Map(),
        request,
        now: lab.now(),
        zone: workspace.timezone,
        me: workspace.me,
        lookup: (name, given) => lab.lookup(name, given),
      },
      resolvers,
    );
    return call.kind === 'resolved' ? call.args : null;
  } catch (thrown) {
    if (thrown instanceof ThimbleError) return null;
    throw thrown;
  }
}
