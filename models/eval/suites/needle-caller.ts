import { workspace } from '../../../connectors/demo/index.ts';
import { callFunctions, functionSchema, type NeedleModel } from '../../../main/inference/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import type { FunctionCaller, FunctionSpec } from '../functions/index.ts';

function read(spec: FunctionSpec) {
  const { success, data, error } = functionSchema.safeParse(spec);
  if (success) return data;
  throw new ThimbleError(
    'service_error',
    `The function ${spec.name} cannot be read.`,
    'Describe its parameters as JSON Schema.',
    { cause: error },
  );
}

/** Needle as a model under test of the function-calling suites. It reads the query alone, not the turns before it. */
export function needleCaller(needle: NeedleModel): FunctionCaller {
  const { name, parameters } = needle.proposer.info;
  const when = { now: workspace.now, zone: workspace.timezone };
  return {
    info: { name, parameters },
    async call(query, functions) {
      const { calls, confidence } = await callFunctions(needle, query, functions.map(read), when);
      return { calls, confidence, outputTokens: null };
    },
    close: () => needle.close(),
  };
}
