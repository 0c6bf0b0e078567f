import { methodScopes } from '../auth.ts';
import type { Args } from './method.ts';
import type { Channel, State } from './state.ts';

/** What the demo's token may do: everything that Thimble's tools need. */
export const everyScope: readonly string[] = [
  ...['channels', 'groups', 'im', 'mpim'].flatMap((family) =>
    ['history', 'read', 'write'].map((right) => `${family}:${right}`),
  ),
  ...['chat:write', 'users:read', 'users:read.email', 'users.profile:read', 'users.profile:write'],
  ...['reactions:read', 'reactions:write', 'pins:read', 'pins:write', 'reminders:read', 'reminders:write'],
  ...['search:read', 'dnd:read', 'dnd:write', 'bookmarks:read', 'bookmarks:write', 'files:read', 'team:read'],
];

const families: Readonly<Record<Channel['type'], string>> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};
const familyOf = (scope: string): string | undefined => /^(?:channels|groups|im|mpim)(?=:)/u.exec(scope)?.[0];

/** The kinds of conversation that a call is about. */
function familiesOf(method: string, args: Args, state: State): ReadonlySet<string> {
  const types = (): string[] => (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  if (method === 'conversations.list') return new Set(types().map((type) => families[type as Channel['type']] ?? ''));
  if (method === 'conversations.open') return new Set([(args.text('users') ?? '').includes(',') ? 'mpim' : 'im']);
  if (method === 'conversations.create') return new Set([args.flag('is_private') === true ? 'groups' : 'channels']);
  const channel = state.channels.find((one) => one.id === args.text('channel'));
  return new Set([families[channel?.type ?? 'public_channel']]);
}

/** The scopes of which a call needs one and the token has none, as `needed` of `missing_scope` has them; null: it may. */
export function missingScope(method: string, args: Args, state: State, granted: ReadonlySet<string>): string | null {
  const about = familiesOf(method, args, state);
  for (const group of methodScopes[method] ?? []) {
    const fitting = group.filter((scope) => {
      const family = familyOf(scope);
      return family === undefined || about.has(family);
    });
    if (fitting.length > 0 && !fitting.some((scope) => granted.has(scope))) return fitting.join(',');
  }
  return null;
}
