import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Relative addresses, because Electron serves the page from a scheme of its own; nothing inlined, because of the CSP. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    // The quick command has a page of its own, which loads none of the other views.
    rolldownOptions: { input: ['index.html', 'quick.html'].map((name) => join(import.meta.dirname, name)) },
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome138',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
