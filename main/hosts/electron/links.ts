import { type DeepLink, parseDeepLink } from '../../../shared/index.ts';
import type { ElectronModules } from './options.ts';

/** What it follows links with, or null while there are no windows. */
type Follow = (link: DeepLink | null) => void;

/**
 * Takes links of macOS from the first moment on, which come before there are windows; of those, the last is followed then.
 * In an installed app it also registers for them.
 */
export function collectLinks(app: Pick<ElectronModules['app'], 'isPackaged' | 'on' | 'setAsDefaultProtocolClient'>): {
  /** Follows links from now on; answers whether one had come already. */
  bind(follow: Follow): boolean;
} {
  let follow: Follow | null = null;
  let early: { readonly link: DeepLink | null } | null = null;
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = parseDeepLink(url);
    if (follow) follow(link);
    else early = { link };
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient('thimble');
  return {
    bind(next) {
      follow = next;
      if (early) next(early.link);
      return early !== null;
    },
  };
}
