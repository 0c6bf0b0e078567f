import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** `thimble-audit-2026-11-22T09-30-00Z.jsonl`: no colons, which Windows refuses. */
function exportName(now: Date): string {
  return `thimble-audit-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.jsonl`;
}

/** The log. */
export function auditHandlers({ agent, audit }: Services): DomainHandlers<'audit'> {
  return {
    list: ({ filter, cursor, limit }) => audit.list(filter, cursor, limit),
    show: async ({ id }) => ({ ...audit.show(id), undo: await agent.undoOf(id) }),
    verify: () => audit.verify(),
    export: ({ filter }) => ({ filename: exportName(new Date()), jsonl: audit.export(filter) }),
  };
}
