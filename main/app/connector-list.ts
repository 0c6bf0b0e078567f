import { type ConnectorManifest, connectors as shipped } from '../../connectors/index.ts';
import type { Plugins } from '../plugins/index.ts';

/** The connectors that ship and the plug-ins in use; the same list as long as nothing changed. */
export function connectorList(plugins: Pick<Plugins, 'connectors'>): () => readonly ConnectorManifest[] {
  let latest = plugins.connectors();
  let all: readonly ConnectorManifest[] = [...shipped, ...latest];
  return () => {
    const now = plugins.connectors();
    if (now !== latest) {
      latest = now;
      all = [...shipped, ...now];
    }
    return all;
  };
}
