import { type policyWorkshopRoutes, ThimbleError } from '../../../shared/index.ts';
import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

type WorkshopHandlers = Pick<DomainHandlers<'policy'>, keyof typeof policyWorkshopRoutes>;

/** The policy workshop: files of rules, what an edit would do, and keeping it. */
export function policyWorkshopHandlers({ workshop }: Services): WorkshopHandlers {
  /** The replay of each caller that runs now. */
  const replays = new Map<string, AbortController>();

  function stop(caller: string): void {
    replays
      .get(caller)
      ?.abort(new ThimbleError('cancelled', 'The replay was stopped.', 'Start it again when you like.'));
    replays.delete(caller);
  }

  return {
    files: () => workshop.files(),
    vocabulary: () => workshop.vocabulary(),
    checkText: (edited) => workshop.checkText(edited),
    save: (input) => workshop.save(input),
    rename: (input) => workshop.rename(input),
    remove: (input) => workshop.remove(input),
    confirm: (input) => workshop.confirm(input),
    async replay({ file, text, limit }, { caller }) {
      stop(caller);
      const abort = new AbortController();
      replays.set(caller, abort);
      try {
        return await workshop.replay({ file, text }, limit, abort.signal);
      } finally {
        if (replays.get(caller) === abort) replays.delete(caller);
      }
    },
    cancelReplay(_, { caller }) {
      stop(caller);
      return {};
    },
    cases: (edited) => workshop.cases(edited),
    addCase: ({ from }) => workshop.addCase(from),
    async removeCase(input) {
      await workshop.removeCase(input);
      return {};
    },
    history: async ({ file }) => ({ versions: await workshop.history(file) }),
    version: async ({ file, id }) => ({ text: await workshop.version(file, id) }),
    restore: (input) => workshop.restore(input),
    export: () => workshop.exportBundle(),
    importPlan: ({ bundle }) => workshop.importPlan(bundle),
    import: (input) => workshop.importBundle(input),
  };
}
