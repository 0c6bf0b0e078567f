/**
 * `/bridge.js`: gives the page `window.thimble` (the Bridge of shared/bridge.ts) over fetch and server-sent events. It is
 * the browser's counterpart of preload/index.ts and, like it, holds no logic beyond carrying messages.
 */
export const bridgeScript = `'use strict';
(() => {
  const listeners = new Set();
  let source = null;
  const page = crypto.randomUUID();
  const kind = location.pathname === '/quick' ? 'quick' : 'main';
  const offline = {
    ok: false,
    error: {
      code: 'unreachable',
      message: 'Thimble is not running any more.',
      hint: 'Start it again with npm start, then open the address that it prints.',
    },
  };
  const open = () => {
    source = new EventSource('/events?window=' + kind);
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      for (const listener of [...listeners]) listener(event);
    };
  };
  const bridge = {
    async invoke(route, input) {
      try {
        const response = await fetch('/api/' + encodeURIComponent(route), {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-thimble-page': page },
          body: JSON.stringify(input),
        });
        return await response.json();
      } catch {
        return offline;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      if (source === null) open();
      return () => listeners.delete(listener);
    },
  };
  Object.defineProperty(window, 'thimble', { value: Object.freeze(bridge) });
})();
`;
