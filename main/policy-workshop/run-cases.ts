import type { ConnectorManifest } from '../../connectors/index.ts';
import type { CaseResult } from '../../shared/index.ts';
import { type CaseContext, type PolicyCase, type PolicyEngine, runCase } from '../policy/index.ts';
import type { CaseFile } from './case-files.ts';

function result(engine: PolicyEngine, one: PolicyCase, context: CaseContext, file: string, own: boolean): CaseResult {
  const { name, expect: expected } = one;
  const known = context.connectors.some(({ tools }) => tools.some((tool) => tool.name === one.tool));
  if (!known)
    return { file, own, name, state: 'skipped', expected, actual: null, problem: `No connector here has ${one.tool}.` };
  const { passed, actual, problem } = runCase(engine, one, context);
  return { file, own, name, state: passed ? 'passed' : 'failed', expected, actual, problem };
}

/** Runs cases against a set of rules: the default ones with their shared values, the person's own without. */
export function runCases(
  engine: PolicyEngine,
  shipped: { readonly files: readonly CaseFile[]; readonly values: CaseContext['values'] },
  own: readonly CaseFile[],
  connectors: readonly ConnectorManifest[],
): CaseResult[] {
  const run = (files: readonly CaseFile[], context: CaseContext, mine: boolean): CaseResult[] =>
    files.flatMap(({ file, cases }) => cases.map((one) => result(engine, one, context, file, mine)));
  const { values } = shipped;
  return [
    ...run(own, { connectors }, true),
    ...run(shipped.files, { connectors, ...(values ? { values } : {}) }, false),
  ];
}
