import type { App } from 'electron';

/** Rule: no renderer of any kind starts without the sandbox (checklist 4). Call before `ready`. */
export function sandboxEveryRenderer(app: Pick<App, 'enableSandbox'>): void {
  app.enableSandbox();
}
