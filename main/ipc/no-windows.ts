import { ThimbleError } from '../../shared/index.ts';
import type { WindowService } from './services.ts';

function refuse(): never {
  throw new ThimbleError('not_found', 'This start of Thimble has no windows.', 'Start the app with `npm start`.');
}

/** The windows of a host that has none: the terminal. */
export const noWindows: WindowService = {
  shortcut: () => null,
  fit: refuse,
  leave: refuse,
  open: refuse,
  quick: refuse,
};
