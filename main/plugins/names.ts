import { connectors, type KindName } from '../../connectors/index.ts';

/**
 * Names that no plug-in may have: those of the connectors that ship, the groups that policies speak of (an action
 * `read.x.y` would be in the group `read`, and so allowed), and what Thimble's own keychain entries are called.
 */
const reserved: ReadonlySet<string> = new Set([
  ...connectors.map(({ service }) => service),
  'read',
  'write',
  'money',
  'destructive',
  'changes',
  'audit',
  'probe',
  'demo',
  'thimble',
  'plugin',
  'plugins',
  'policies',
]);

const shippedTitles: ReadonlySet<string> = new Set([
  'thimble',
  ...connectors.map(({ title }) => title.toLowerCase().replace(/[^a-z0-9]/gu, '')),
]);

const shippedOrigins: ReadonlySet<string> = new Set(connectors.map(({ origin }) => origin));

/** Whether a plug-in may be called so. */
export function isFreeName(name: string): boolean {
  return !reserved.has(name);
}

/** Whether a title cannot be taken for that of a connector that ships. */
export function isFreeTitle(title: string): boolean {
  return !shippedTitles.has(title.toLowerCase().replace(/[^a-z0-9]/gu, ''));
}

/** Whether no connector that ships speaks to this origin: its calls belong under that connector's own policies. */
export function isFreeOrigin(origin: string): boolean {
  return !shippedOrigins.has(origin);
}

/** Kinds of parameters that are read by rule alone: no look-up in a service that ships, no record of one. */
export const pluginKinds = [
  'text',
  'email',
  'url',
  'integer',
  'number',
  'percent',
  'enum',
  'boolean',
  'currency',
  'amount',
  'duration',
  'when',
  'date',
  'period',
] as const satisfies readonly KindName[];

/** Header names that are the broker's own, or that would change where a request goes or how it is read. */
const brokerHeaders =
  /^(?:authorization|host|cookie2?|set-cookie2?|connection|keep-alive|content-.*|transfer-encoding|te|trailer|upgrade|expect|accept-encoding|user-agent|origin|referer|via|forwarded|x-forwarded-.*|x-real-ip|proxy-.*|sec-.*|x-http-method(?:-override)?|x-method-override)$/iu;

/** Whether a manifest may set this header. */
export function isFreeHeader(name: string): boolean {
  return !brokerHeaders.test(name);
}
