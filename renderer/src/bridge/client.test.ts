import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Bridge, routes, type ThimbleEvent } from '../../../shared/index.ts';
import { CallError, errorBody, routeName } from './client.ts';

describe('routeName', () => {
  it('gives every route of the contract its own name', () => {
    for (const [domain, verbs] of Object.entries(routes))
      for (const [verb, { name }] of Object.entries(verbs)) expect(routeName(domain, verb)).toBe(name);
  });
});

describe('errorBody', () => {
  it('shows what the main process said', () => {
    const body = { code: 'denied', message: 'No.', hint: 'Ask.' } as const;
    expect(errorBody(new CallError(body))).toEqual(body);
  });

  it('does not show the text of an unknown error', () => {
    expect(errorBody(new Error('/home/me/secret')).message).not.toContain('secret');
  });
});

describe('subscribe', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('gives the first listener what came before it, once, and everything after that', async () => {
    const listeners = new Set<(event: ThimbleEvent) => void>();
    const bridge: Bridge = {
      invoke: async () => ({ ok: true, data: null }),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    vi.stubGlobal('window', { thimble: bridge });
    vi.resetModules();
    const { subscribe } = await import('./client.ts');
    const send = (event: ThimbleEvent): void => {
      for (const listener of listeners) listener(event);
    };
    send({ type: 'navigate', view: 'audit' });
    const first: string[] = [];
    const second: string[] = [];
    const stop = subscribe((event) => first.push(event.type));
    subscribe((event) => second.push(event.type));
    send({ type: 'audit.appended' });
    expect([first, second]).toEqual([['navigate', 'audit.appended'], ['audit.appended']]);
    stop();
    send({ type: 'audit.appended' });
    expect(first).toHaveLength(2);
  });
});
