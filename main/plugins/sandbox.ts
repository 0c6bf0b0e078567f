import { shippedServiceSchema } from '../../shared/index.ts';
import { type Artifacts, createSandbox, type Sandbox, type SandboxOutcome } from '../sandbox/index.ts';
import type { Plugins } from './types.ts';

/** What a plug-in says of its own call, with whose words it is before it: nobody has checked that it is true. */
function attributed(outcome: SandboxOutcome, title: string): SandboxOutcome {
  const said = (text: string): string => `${title} plug-in: ${text}`;
  if (outcome.ok) return { ...outcome, summary: said(outcome.summary) };
  return outcome.reason === 'tool_error' ? { ...outcome, message: said(outcome.message) } : outcome;
}

/**
 * A sandbox that runs plug-ins in a process of their own, beside that of the connectors that ship: one that hangs keeps
 * no shipped call waiting, and one that should break out of its isolate finds nothing of theirs.
 */
export function withPlugins(
  shipped: Sandbox,
  plugins: Pick<Plugins, 'connectors' | 'script'>,
  runtime: Artifacts['runtime'],
): Sandbox {
  const apart = createSandbox({
    artifacts: { runtime, connector: (service, version) => plugins.script(service, version) },
  });
  return {
    async run(call, send, signal) {
      if (shippedServiceSchema.safeParse(call.service).success) return shipped.run(call, send, signal);
      const title = plugins.connectors().find(({ service }) => service === call.service)?.title ?? call.service;
      return attributed(await apart.run(call, send, signal), title);
    },
    ready: () => shipped.ready(),
    info: () => shipped.info(),
    async close() {
      await Promise.all([shipped.close(), apart.close()]);
    },
  };
}
