import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** The log. */
export function auditHandlers({ agent, audit, review }: Services): DomainHandlers<'audit'> {
  return {
    list: ({ filter, cursor, limit }) => audit.list(filter, cursor, limit),
    show: async ({ id }) => {
      const entry = audit.show(id);
      const undo = await agent.undoOf(id);
      return entry.status === 'unknown' ? { ...entry, undo, settling: await agent.settlingOf(id) } : { ...entry, undo };
    },
    unsettled: () => audit.unsettled(20),
    page: (query) => review.page(query),
    days: (query) => review.days(query),
    stats: (query) => review.stats(query),
    views: () => review.views(),
    saveView: (view) => review.saveView(view),
    removeView: ({ name }) => review.removeView(name),
    verify: () => review.verify(),
    cancelVerify: () => {
      review.cancelVerify();
      return {};
    },
    state: () => review.state(),
    prunable: ({ before }) => review.prunable(before),
    prune: ({ before }) => review.prune(before),
    export: ({ filter, format }) => review.export(filter, format),
    exportRead: ({ id, offset }) => review.exportRead(id, offset),
    exportClose: ({ id }) => {
      review.exportClose(id);
      return {};
    },
  };
}
