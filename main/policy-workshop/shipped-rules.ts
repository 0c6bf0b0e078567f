import { type Rule, readLayer, readPolicyFolder } from '../policy/index.ts';

/**
 * Reads the default rules, and parses them again only when a file of theirs changed.
 * @throws Error with a sentence when they cannot be read
 */
export function createShippedRules(policyDir: string): () => Promise<readonly Rule[]> {
  let known: { readonly key: string; readonly rules: readonly Rule[] } | null = null;
  return async () => {
    const files = await readPolicyFolder(policyDir, false);
    const key = JSON.stringify(files);
    if (known?.key !== key) known = { key, rules: readLayer(files) };
    return known.rules;
  };
}
