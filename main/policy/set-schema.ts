import type { SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { ConnectorManifest } from '../../connectors/index.ts';
import type { Rule } from './rules.ts';
import { cedarSchema } from './schema.ts';

/**
 * The schema that a set of rules is checked against. The default rules may speak of tools that are not built; a
 * person's own rule may not, as it would guard nothing.
 */
export function setSchema(shipped: readonly Rule[], connectors: readonly ConnectorManifest[]): SchemaJson<string> {
  const named = new Set(shipped.flatMap((rule) => rule.actions));
  const known = cedarSchema(connectors)['']?.actions ?? {};
  const absent = [...named].filter((name) => !Object.hasOwn(known, name));
  return cedarSchema(connectors, absent);
}
