import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bridge, ThimbleEvent } from '../shared/index.ts';

type Relay = (event: unknown, payload: ThimbleEvent) => void;

const seen = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  relays: new Set<unknown>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => seen.exposed.set(name, api) },
  ipcRenderer: {
    invoke: async (...args: unknown[]) => {
      seen.invoked.push(args);
      return { ok: true, data: 1 };
    },
    on: (_channel: string, relay: unknown) => seen.relays.add(relay),
    off: (_channel: string, relay: unknown) => seen.relays.delete(relay),
  },
}));

let bridge: Bridge;

beforeAll(async () => {
  await import('./index.ts');
  bridge = seen.exposed.get('thimble') as Bridge;
});

describe('the preload script', () => {
  it('exposes the bridge and nothing of Electron', () => {
    expect([...seen.exposed.keys()]).toEqual(['thimble']);
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'subscribe']);
  });

  it('calls routes over one channel', async () => {
    expect(await bridge.invoke('app.info', {})).toEqual({ ok: true, data: 1 });
    expect(seen.invoked).toEqual([['thimble:call', 'app.info', {}]]);
  });

  it('gives listeners the payload without Electron’s event, until they unsubscribe', () => {
    const got: unknown[][] = [];
    const stop = bridge.subscribe((...args: unknown[]) => got.push(args));
    const [relay] = [...seen.relays] as Relay[];
    relay?.({ sender: 'secret' }, { type: 'audit.appended' });
    expect(got).toEqual([[{ type: 'audit.appended' }]]);
    stop();
    expect(seen.relays.size).toBe(0);
  });
});
