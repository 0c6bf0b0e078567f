import { useEffect } from 'react';
import { shellStore } from '../state/app.ts';
import { useStore } from '../state/store.ts';

/** Gives the page the theme of the settings. */
export function useTheme(): void {
  const { settings } = useStore(shellStore);
  useEffect(() => {
    document.documentElement.dataset.theme = settings?.theme ?? 'system';
  }, [settings?.theme]);
}
