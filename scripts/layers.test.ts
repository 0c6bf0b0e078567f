import { describe, expect, it } from 'vitest';
import { checkFile, roomOf } from './layers.ts';

describe('roomOf', () => {
  it('names the folder that has the door', () => {
    expect(roomOf('main/audit/tree.ts')).toBe('main/audit');
    expect(roomOf('main/index.ts')).toBe('main');
    expect(roomOf('main/hosts/electron/security/csp.ts')).toBe('main/hosts/electron');
    expect(roomOf('connectors/stripe/tools/refunds.ts')).toBe('connectors/stripe');
    expect(roomOf('shared/routes/app.ts')).toBe('shared');
  });
});

describe('checkFile', () => {
  const problems = (path: string, ...imports: string[]): string[] => checkFile({ path, imports });

  it('accepts doors and what is inside the own room', () => {
    expect(
      problems('main/agent/run.ts', 'main/audit/index.ts', 'main/agent/say.ts', 'shared/index.ts', 'node:fs'),
    ).toEqual([]);
  });
  it('refuses a way around a door', () => {
    expect(problems('main/agent/run.ts', 'main/audit/tree.ts')).toEqual([
      'main/agent/run.ts imports main/audit/tree.ts: go through main/audit/index.ts',
    ]);
  });
  it('keeps Electron in its host and the preload script', () => {
    expect(problems('main/ipc/router.ts', 'electron')).toHaveLength(1);
    expect(problems('main/hosts/electron/tray.ts', 'electron')).toEqual([]);
    expect(problems('preload/index.ts', 'electron')).toEqual([]);
  });
  it('keeps Node out of shared, preload, the renderer and sandboxed code', () => {
    expect(problems('shared/json.ts', 'node:fs')).toHaveLength(1);
    expect(problems('renderer/src/main.tsx', 'node:fs')).toHaveLength(1);
    expect(problems('connectors/stripe/tools/refunds.ts', 'zod')).toHaveLength(1);
    expect(problems('connectors/stripe/emulator/index.ts', 'zod')).toEqual([]);
    expect(problems('examples/todo-connector/src/connector.ts', 'node:fs')).toHaveLength(1);
    expect(problems('examples/todo-connector/src/connector.ts', 'connectors/kit/guest.ts')).toEqual([]);
    expect(problems('examples/todo-connector/server.ts', 'hono')).toEqual([]);
  });
  it('keeps the direction between folders', () => {
    expect(problems('shared/json.ts', 'main/index.ts')).toHaveLength(1);
    expect(problems('renderer/src/main.tsx', 'main/ipc/index.ts')).toHaveLength(1);
    expect(problems('main/index.ts', 'models/eval/index.ts')).toHaveLength(1);
    expect(problems('main/index.ts', 'examples/todo-connector/server.ts')).toHaveLength(1);
    expect(problems('examples/todo-connector/server.ts', 'main/index.ts')).toHaveLength(1);
  });
});
