import { useEffect } from 'react';
import { shellStore } from '../state/app.ts';
import { useStore } from '../state/store.ts';

/** Gives the page the theme of the settings; more contrast also where the system asks for it. */
export function useTheme(): void {
  const { settings } = useStore(shellStore);
  const theme = settings?.theme ?? 'system';
  useEffect(() => {
    const { dataset } = document.documentElement;
    const wanted = matchMedia('(prefers-contrast: more)');
    const apply = (): void => {
      dataset.theme = theme;
      dataset.contrast = theme === 'contrast' || wanted.matches ? 'more' : 'usual';
    };
    apply();
    wanted.addEventListener('change', apply);
    return () => wanted.removeEventListener('change', apply);
  }, [theme]);
}
