import { lazy } from 'react';

/** The editor, fetched when it is first shown: nothing else of the window waits for it. */
export const LazyEditor = lazy(async () => {
  const { CedarEditor } = await import('./cedar-editor.tsx');
  return { default: CedarEditor };
});
