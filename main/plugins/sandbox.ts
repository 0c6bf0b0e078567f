import { shippedServiceSchema } from '../../shared/index.ts';
import { type Artifacts, createSandbox, type Sandbox } from '../sandbox/index.ts';
import type { Plugins } from './types.ts';

/**
 * A sandbox that runs plug-ins in a process of their own, beside that of the connectors that ship: one that hangs keeps
 * no shipped call waiting, and one that should break out of its isolate finds nothing of theirs.
 */
export function withPlugins(
  shipped: Sandbox,
  plugins: Pick<Plugins, 'script'>,
  runtime: Artifacts['runtime'],
): Sandbox {
  const apart = createSandbox({
    artifacts: { runtime, connector: (service, version) => plugins.script(service, version) },
  });
  return {
    run: (call, send, signal) =>
      (shippedServiceSchema.safeParse(call.service).success ? shipped : apart).run(call, send, signal),
    ready: () => shipped.ready(),
    info: () => shipped.info(),
    async close() {
      await Promise.all([shipped.close(), apart.close()]);
    },
  };
}
