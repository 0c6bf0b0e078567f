import { z } from 'zod';
import { route } from '../route.ts';
import { viewSchema } from '../view.ts';

/** Done: there is nothing to say about it. */
const nothing = z.object({});

/** What a window asks of the host that shows it. Each speaks of the window that asks, or of one by name. */
export const windowRoutes = {
  /** The quick command's window takes this height, in CSS pixels, as far as the host's bounds let it. */
  fit: route('window.fit', z.object({ height: z.number().int().min(1).max(10_000) }), nothing),
  /** The quick command's window goes away; its page stays as it is. */
  leave: route('window.leave', z.object({}), nothing),
  /** Shows the main window at a view: an entry of the activity or an approval where one is named. */
  open: route(
    'window.open',
    z.object({ view: viewSchema, auditId: z.string().optional(), approvalId: z.string().optional() }),
    nothing,
  ),
  /** Shows the quick command. */
  quick: route('window.quick', z.object({}), nothing),
} as const;
