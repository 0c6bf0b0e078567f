import type { Json, JsonObject } from '../../../shared/index.ts';
import type { ParamKinds } from '../history.ts';
import { repositoryOf } from './recipients.ts';

/**
 * Who can read a place: `few` (a private channel, a direct message, a private repository), `workspace` (a public channel,
 * a Notion page, Stripe: everyone with an account there), `world` (a public repository or gist, a payment page).
 */
export type Audience = 'few' | 'workspace' | 'world';

/** A call as far as its audience goes. `args` are resolved values. */
export interface Placed {
  readonly tool: string;
  readonly params: ParamKinds;
  readonly args: JsonObject;
}

const width: readonly Audience[] = ['few', 'workspace', 'world'];

/** Of several places the one that the fewest can read; null for none. */
export function narrowest(all: readonly Audience[]): Audience | null {
  return width.find((one) => all.includes(one)) ?? null;
}

function widest(all: readonly Audience[]): Audience | null {
  return width.findLast((one) => all.includes(one)) ?? null;
}

function field(value: Json, name: string): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value[name] ?? null) : null;
}

function valuesOf({ params, args }: Placed): { readonly kind: string; readonly value: Json }[] {
  return Object.entries(params).flatMap(([name, { kind }]) => {
    const given = args[name] ?? null;
    return (Array.isArray(given) ? given : [given]).filter((value) => value !== null).map((value) => ({ kind, value }));
  });
}

/** Places that a call names, each with its audience; `null` where the value does not say. */
function namedPlaces(call: Placed): (Audience | null)[] {
  const values = valuesOf(call);
  const repositories = new Map(
    values
      .filter(({ kind }) => kind === 'github.repo')
      .map(({ value }): [string, Audience] => [
        repositoryOf(value),
        field(value, 'private') === true ? 'few' : 'world',
      ]),
  );
  return values.flatMap(({ kind, value }): (Audience | null)[] => {
    switch (kind) {
      case 'slack.channel':
      case 'slack.destination':
        return [field(value, 'private') === true || field(value, 'type') === 'person' ? 'few' : 'workspace'];
      case 'slack.message':
        // A direct message's channel begins with D. Any other may be private, which the value does not say.
        return [String(field(value, 'channel')).startsWith('D') ? 'few' : null];
      case 'github.repo':
        return [repositories.get(repositoryOf(value)) ?? null];
      case 'github.issue':
      case 'github.pull':
      case 'github.workflow':
      case 'github.run':
        return [repositories.get(repositoryOf(value)) ?? null];
      case 'github.notification':
        return [null];
      default:
        return [];
    }
  });
}

const service = (tool: string): string => tool.split('.')[0] ?? '';

/** Reads that answer with what everyone in the workspace, or in the world, can see. */
const openReads: Readonly<Record<string, Audience>> = {
  'slack.users.list': 'workspace',
  'slack.users.info': 'workspace',
  'slack.users.lookupByEmail': 'workspace',
  'slack.team.info': 'workspace',
  'github.user.get': 'world',
  'github.user.get_by_username': 'world',
};

/**
 * Who can read what a read brought back. What cannot be told is taken to be for few: better one question too many.
 */
export function sourceAudience(call: Placed): Audience {
  const open = openReads[call.tool];
  if (open) return open;
  if (service(call.tool) === 'notion' || service(call.tool) === 'stripe') return 'workspace';
  const places = namedPlaces(call);
  return places.length === 0 || places.includes(null)
    ? 'few'
    : (narrowest(places.filter((place) => place !== null)) ?? 'few');
}

/** Changes whose texts are for anyone, or for few, whatever their values say. */
function fixedAudience({ tool, args }: Placed): Audience | null {
  switch (tool) {
    case 'github.gists.create':
      return args.public === true ? 'world' : 'few';
    case 'github.repos.create':
    case 'github.repos.create_in_org':
      return args.private === true ? 'few' : 'world';
    case 'slack.conversations.create':
      return args.is_private === true ? 'few' : 'workspace';
    case 'slack.reminders.add':
    case 'slack.conversations.open':
      return 'few';
    // Customers and passers-by see these.
    case 'stripe.payment_links.create':
    case 'stripe.products.create':
      return 'world';
    default:
      return null;
  }
}

/** As many as a service can show a change to, where nothing says less. What Stripe holds, few of a company work with. */
const mostReaders: Readonly<Record<string, Audience>> = { slack: 'workspace', notion: 'workspace', stripe: 'few' };

/** Who can read what a change writes. What cannot be told is taken to be for as many as the service could show it to. */
export function destinationAudience(call: Placed): Audience {
  const fixed = fixedAudience(call);
  if (fixed) return fixed;
  const most = mostReaders[service(call.tool)] ?? 'world';
  const places = namedPlaces(call).map((place) => place ?? most);
  return widest(places) ?? most;
}

/** A place in words, for people: "#leads", "a direct message", "brightloom/web", or the service. `nameWords` makes a name safe to read. */
export function placeWords(call: Placed, nameWords: (name: string) => string): string {
  for (const { kind, value } of valuesOf(call)) {
    const name = field(value, 'name');
    if (kind === 'slack.channel' || (kind === 'slack.destination' && field(value, 'type') === 'channel'))
      return nameWords(`#${String(name).replace(/^#/u, '')}`);
    if (kind === 'slack.destination') return 'a direct message';
    if (kind.startsWith('github.') && repositoryOf(value) !== '') return nameWords(repositoryOf(value));
  }
  const title = { slack: 'Slack', github: 'GitHub', notion: 'Notion', stripe: 'Stripe' }[service(call.tool)];
  return title ?? 'a plug-in';
}
