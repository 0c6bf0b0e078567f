import { routes, type Settings } from '../../../shared/index.ts';
import type { Router } from '../../ipc/index.ts';
import type { TrayState } from './tray.ts';

/** Asks a route as this process; null where it fails. */
async function ask<T>(
  router: Router,
  route: { readonly name: string; readonly output: { parse(data: unknown): T } },
): Promise<T | null> {
  const reply = await router.call(route.name, {});
  return reply.ok ? route.output.parse(reply.data) : null;
}

/** The settings in force; null when they cannot be had. */
export function currentSettings(router: Router): Promise<Settings | null> {
  return ask(router, routes.app.settings);
}

async function trayState(router: Router): Promise<TrayState> {
  const [approvals, recent, settings] = await Promise.all([
    ask(router, routes.approval.list),
    ask(router, routes.command.recent),
    currentSettings(router),
  ]);
  return {
    approvals: (approvals ?? []).map(({ id, step }) => ({ id, text: step.effectText })),
    recent: recent?.recent ?? [],
    paused: settings?.paused ?? false,
  };
}

/** Answers a function that brings the tray up to date: one look at a time, and one more after whatever came meanwhile. */
export function trayFollower(router: Router, tray: { update(state: TrayState): void }): () => void {
  let looking = false;
  let again = false;
  async function look(): Promise<void> {
    looking = true;
    do {
      again = false;
      tray.update(await trayState(router));
    } while (again);
    looking = false;
  }
  return () => {
    again = true;
    if (!looking) void look();
  };
}
