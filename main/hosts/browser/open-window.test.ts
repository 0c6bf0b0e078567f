import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type OpenWindowOptions, openWindow } from './open-window.ts';

const url = 'http://127.0.0.1:4000/?token=t';

function machine(changes: Partial<OpenWindowOptions>): { options: OpenWindowOptions; started: string[][] } {
  const started: string[][] = [];
  const options: OpenWindowOptions = {
    profileDir: '/data/window',
    platform: 'linux',
    env: { DISPLAY: ':0', PATH: '/usr/bin' },
    uid: 1000,
    exists: (path) => path === '/usr/bin/chromium',
    start(command, args) {
      started.push([command, ...args]);
      // Boundary: the part of a child process that is used.
      return Object.assign(new EventEmitter(), { unref: () => undefined }) as unknown as ChildProcess;
    },
    ...changes,
  };
  return { options, started };
}

describe('openWindow', () => {
  it('opens an app window in a profile of its own, with the browser sandbox on', () => {
    const { options, started } = machine({});
    expect(openWindow(url, options)).toMatchObject({ opened: true, browser: '/usr/bin/chromium' });
    expect(started[0]).toContain(`--app=${url}`);
    expect(started[0]).toContain('--user-data-dir=/data/window');
    expect(started[0]).not.toContain('--no-sandbox');
  });

  it('gives up the browser sandbox for root only, where Chromium does not start with it', () => {
    const { options, started } = machine({ uid: 0 });
    openWindow(url, options);
    expect(started[0]).toContain('--no-sandbox');
  });

  it('says that there is no screen', () => {
    expect(openWindow(url, machine({ env: { PATH: '/usr/bin' } }).options)).toEqual({
      opened: false,
      why: 'there is no screen',
    });
  });

  it('says that there is no browser', () => {
    const result = openWindow(url, machine({ exists: () => false }).options);
    expect(result).toMatchObject({ opened: false, why: expect.stringContaining('Chrom') });
  });
});
