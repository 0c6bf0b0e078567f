import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { RunView } from '../../shared/index.ts';
import { scriptedModel } from './scripted-model.ts';

/** The whole app over emulators that a test can look into. The parts are there while tests run. */
export interface ApprovingApp {
  readonly app: DemoApp;
  readonly demo: Demo;
  /** Carries a request out, to its end. */
  run(words: string): Promise<RunView>;
  /** Takes a run's first step back, to the end of that. */
  undo(done: RunView): Promise<RunView>;
}

/** Starts the app for the tests of a file, grants every approval, and begins each test in the workspace's own state. */
export function approvingApp(): ApprovingApp {
  let folder: string;
  let demo: Demo;
  let app: DemoApp;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'thimble-approving-'));
    demo = await startDemo({ now: () => Date.parse(workspace.now) });
    app = await startDemoApp({ model: scriptedModel({}), demo, dataDir: folder });
    app.subscribe((event) => {
      if (event.type !== 'approval.opened') return;
      const { id, step } = event.approval;
      app.agent.answer(id, step.decision?.callHash ?? '', { verdict: 'approve', by: 'test', reason: '' });
    });
  });
  afterAll(async () => {
    await app.close();
    await demo.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => app.reset());
  return {
    get app() {
      return app;
    },
    get demo() {
      return demo;
    },
    run: (words) => app.agent.finished(app.agent.start(words).id),
    undo: (done) => app.agent.finished(app.agent.undo(done.steps[0]?.auditId ?? '').id),
  };
}
