import { z } from 'zod';
import { hasHidden } from './hidden-text.ts';
import { viewSchema } from './view.ts';

/** Longest link that is read, in UTF-16 code units: with all that goes with it, a second start hands over less than 2 kB. */
export const maxLinkLength = 1800;

/** Longest text that a link may bring, in UTF-16 code units: what a person reads over before they run it. */
const maxText = 500;

const targetSchema = z.union([
  z.strictObject({ kind: z.literal('run'), text: z.string().min(1).max(maxText) }),
  z.strictObject({ kind: z.literal('show'), view: viewSchema }),
  z.strictObject({
    kind: z.literal('show'),
    view: z.literal('audit'),
    auditId: z.string().regex(/^log_[0-9a-f]{20}$/u),
  }),
  z.strictObject({
    kind: z.literal('show'),
    view: z.literal('approvals'),
    approvalId: z.string().regex(/^[\w-]{1,64}$/u),
  }),
]);

/** Where a link leads: words for the line of the quick command, which nothing runs, or a place in the main window. */
export type DeepLink = z.infer<typeof targetSchema>;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function read(link: string): unknown {
  // Of the whole link, by hand: what a URL parser would mend is refused instead.
  const [, host, rest] =
    /^thimble:\/\/(run|entry|approval|view)(\/[\w-]{1,64}|\/?\?text=[!#-[\]-~]+)$/iu.exec(link) ?? [];
  if (host === undefined || rest === undefined) return null;
  const kind = host.toLowerCase();
  const query = /^\/?\?text=([^&#]*)$/u.exec(rest)?.[1];
  if ((kind === 'run') !== (query !== undefined)) return null;
  if (query !== undefined) return { kind: 'run', text: decoded(query) };
  const name = rest.slice(1);
  if (kind === 'entry') return { kind: 'show', view: 'audit', auditId: name };
  if (kind === 'approval') return { kind: 'show', view: 'approvals', approvalId: name };
  return { kind: 'show', view: name };
}

/**
 * Reads a link of the system: `thimble://run?text=…`, `thimble://entry/log_…`, `thimble://approval/…` or
 * `thimble://view/settings`. It is from anybody: null for whatever is not exactly one of these, also `thimble://app/…`,
 * which is the page's own address, and for text with control characters or with what people cannot see.
 */
export function parseDeepLink(link: string): DeepLink | null {
  if (link.length > maxLinkLength) return null;
  const target = targetSchema.safeParse(read(link)).data ?? null;
  if (target?.kind === 'run' && (/\p{Cc}/u.test(target.text) || hasHidden(target.text) || target.text.trim() === ''))
    return null;
  return target;
}

/** Whether an argument of a command line is a link, good or not. */
export function isLink(argument: string): boolean {
  return /^thimble:/iu.test(argument);
}
