import { type RefObject, useEffect } from 'react';
import { call } from '../../bridge/client.ts';

/** Keeps the window as high as the element's content, as far as the host lets it. */
export function useFit(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const observed = element.current;
    if (!observed) return undefined;
    let told = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(observed.getBoundingClientRect().height);
      if (height === told || height < 1) return;
      told = height;
      // A host that cannot do it leaves the page as high as it is: it scrolls.
      void call('window', 'fit', { height }).catch(() => undefined);
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
}
