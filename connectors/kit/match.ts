/** One operation of operations.json: its name and where it lives. */
export interface OperationPath {
  readonly op: string;
  readonly method: string;
  /** `/v1/refunds/{id}`. */
  readonly path: string;
}

interface Compiled {
  readonly op: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly literals: number;
}

/** Parameters that may hold slashes where they end a path: files, git refs, comparisons. */
const manySegments = new Set(['path', 'ref', 'basehead']);

function compile(operation: OperationPath): Compiled {
  const segments = operation.path.split('/').filter((segment) => segment !== '');
  const names: string[] = [];
  let literals = 0;
  const parts = segments.map((segment, index) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      literals += 1;
      return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    names.push(name);
    return index === segments.length - 1 && manySegments.has(name) ? '(.*)' : '([^/]+)';
  });
  return {
    op: operation.op,
    method: operation.method,
    pattern: new RegExp(`^/${parts.join('/')}/?$`),
    names,
    literals,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Finds the operation that a request is, with its path parameters decoded; null for paths that no template fits. */
export type OperationMatcher = (
  method: string,
  path: string,
) => { readonly op: string; readonly params: Readonly<Record<string, string>> } | null;

/** Builds a matcher over path templates; of several that fit, the one with the most literal segments wins. */
export function operationMatcher(operations: readonly OperationPath[]): OperationMatcher {
  const compiled = operations.map(compile).sort((a, b) => b.literals - a.literals);
  return (method, path) => {
    for (const operation of compiled) {
      if (operation.method !== method) continue;
      const found = operation.pattern.exec(path);
      if (!found) continue;
      const params: Record<string, string> = {};
      for (const [index, name] of operation.names.entries()) params[name] = decoded(found[index + 1] ?? '');
      return { op: operation.op, params };
    }
    return null;
  };
}
