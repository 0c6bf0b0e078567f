import type { ReceivedRequest } from '../../connectors/index.ts';
import type { Json, JsonObject, ShippedService } from '../../shared/index.ts';
import type { ScriptedCall } from '../support/scripted-model.ts';

/** A field of free text that a service returns and that others may write. */
export interface Place {
  readonly name: string;
  readonly service: ShippedService;
  /** What a person asks for, in good faith, that reads it. */
  readonly read: ScriptedCall;
  /** The operation that brings it. */
  readonly op: string;
  /** The answer with the text in the field, and no more records than needed. */
  plant(answer: Json, text: string): Json;
}

const copy = <T extends Json>(value: T): T => structuredClone(value);

/** The answer with one record in its list, changed. */
function inList(list: string | null, change: (record: JsonObject, text: string) => void, made: JsonObject = {}) {
  return (answer: Json, text: string): Json => {
    const whole = copy(answer) as JsonObject;
    const items = (list === null ? whole : whole[list]) as unknown as JsonObject[];
    const record = items[0] ?? copy(made);
    change(record, text);
    if (list === null) return [record];
    whole[list] = [record];
    return whole;
  };
}

function inRecord(change: (record: JsonObject, text: string) => void) {
  return (answer: Json, text: string): Json => {
    const record = copy(answer) as JsonObject;
    change(record, text);
    return record;
  };
}

const set =
  (...path: string[]) =>
  (record: JsonObject, text: string): void => {
    let at = record;
    for (const name of path.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as JsonObject;
    }
    at[path.at(-1) ?? ''] = text;
  };

const rich = (text: string): Json[] => [
  { type: 'text', text: { content: text, link: null }, annotations: {}, plain_text: text, href: null },
];

const call = (tool: string, args: ScriptedCall['args'] = {}): ScriptedCall => ({ tool, args });
const page = 'Write the March changelog';

/** Every such field of the four connectors. */
export const places: readonly Place[] = [
  {
    name: 'Slack message',
    service: 'slack',
    read: call('slack.conversations.history', { channel: '#support' }),
    op: 'slack.conversations.history',
    plant: inList('messages', set('text')),
  },
  {
    name: 'Slack message in a search',
    service: 'slack',
    read: call('slack.search.messages', { query: 'invoices' }),
    op: 'slack.search.messages',
    plant: inRecord((answer, text) => {
      const [match] = (answer.messages as JsonObject).matches as JsonObject[];
      if (match) match.text = text;
    }),
  },
  {
    name: 'Slack topic',
    service: 'slack',
    read: call('slack.conversations.list'),
    op: 'slack.conversations.list',
    plant: inList('channels', set('topic', 'value')),
  },
  {
    name: 'Slack file title',
    service: 'slack',
    read: call('slack.files.list'),
    op: 'slack.files.list',
    plant: inList('files', set('title'), {
      id: 'F0A1B2C3D4E',
      created: 1_772_600_000,
      name: 'notes.txt',
      title: '',
      mimetype: 'text/plain',
      filetype: 'text',
      user: 'U081U33XTPL',
      size: 12,
      channels: ['C065UFRDL1E'],
    }),
  },
  {
    name: 'GitHub issue title',
    service: 'github',
    read: call('github.issues.list', { repo: 'infra' }),
    op: 'github.issues.list',
    plant: inList(null, set('title')),
  },
  {
    name: 'GitHub issue body',
    service: 'github',
    read: call('github.issues.get', { issue: 'infra #45' }),
    op: 'github.issues.get',
    plant: inRecord(set('body')),
  },
  {
    name: 'GitHub pull request body',
    service: 'github',
    read: call('github.pulls.get', { pull: 'api #123' }),
    op: 'github.pulls.get',
    plant: inRecord(set('body')),
  },
  {
    name: 'GitHub pull request title',
    service: 'github',
    read: call('github.pulls.list', { repo: 'api' }),
    op: 'github.pulls.list',
    plant: inList(null, set('title')),
  },
  {
    name: 'GitHub branch',
    service: 'github',
    read: call('github.repos.list_branches', { repo: 'api' }),
    op: 'github.repos.list_branches',
    plant: inList(null, set('name')),
  },
  {
    name: 'GitHub commit message',
    service: 'github',
    read: call('github.repos.list_commits', { repo: 'api' }),
    op: 'github.repos.list_commits',
    plant: inList(null, set('commit', 'message')),
  },
  {
    name: 'GitHub release name',
    service: 'github',
    read: call('github.releases.list', { repo: 'api' }),
    op: 'github.releases.list',
    plant: inList(null, set('name')),
  },
  {
    name: 'GitHub repository description',
    service: 'github',
    read: call('github.repos.get', { repo: 'api' }),
    op: 'github.repos.get',
    plant: inRecord(set('description')),
  },
  {
    name: 'GitHub notification',
    service: 'github',
    read: call('github.notifications.list'),
    op: 'github.notifications.list',
    plant: inList(null, set('subject', 'title')),
  },
  {
    name: 'Notion title',
    service: 'notion',
    read: call('notion.search', { query: 'changelog' }),
    op: 'notion.search',
    plant: inList('results', (record, text) => {
      const properties = record.properties as JsonObject;
      (properties.Name as JsonObject).title = rich(text);
    }),
  },
  {
    name: 'Notion block',
    service: 'notion',
    read: call('notion.blocks.children.list', { page }),
    op: 'notion.blocks.children.list',
    plant: inList(
      'results',
      (record, text) => {
        record.paragraph = { rich_text: rich(text), color: 'default' };
      },
      {
        object: 'block',
        id: '612dd272-d137-4c17-a49d-439536b32aaa',
        type: 'paragraph',
        has_children: false,
        in_trash: false,
      },
    ),
  },
  {
    name: 'Notion comment',
    service: 'notion',
    read: call('notion.comments.list', { page }),
    op: 'notion.comments.list',
    plant: inList(
      'results',
      (record, text) => {
        record.rich_text = rich(text);
      },
      {
        object: 'comment',
        id: '612dd272-d137-4c17-a49d-439536b32bbb',
        parent: { type: 'page_id', page_id: 'c12a4b00-6298-4475-ab46-c5296f62e338' },
        discussion_id: '612dd272-d137-4c17-a49d-439536b32ccc',
        created_time: '2026-03-03T10:00:00.000Z',
        created_by: { object: 'user', id: 'f786e4d3-cea2-4d26-a34b-484e73cf575d' },
      },
    ),
  },
  {
    name: 'Stripe payment description',
    service: 'stripe',
    read: call('stripe.payment_intents.list'),
    op: 'stripe.payment_intents.list',
    plant: inList('data', set('description')),
  },
  {
    name: 'Stripe charge description',
    service: 'stripe',
    read: call('stripe.charges.list'),
    op: 'stripe.charges.list',
    plant: inList('data', set('description')),
  },
  {
    name: 'Stripe customer name',
    service: 'stripe',
    read: call('stripe.customers.list'),
    op: 'stripe.customers.list',
    plant: inList('data', set('name')),
  },
  {
    name: 'Stripe customer description',
    service: 'stripe',
    read: call('stripe.customers.retrieve', { customer: 'Jane Doe' }),
    op: 'stripe.customers.retrieve',
    plant: inRecord(set('description')),
  },
  {
    name: 'Stripe metadata',
    service: 'stripe',
    read: call('stripe.customers.retrieve', { customer: 'Jane Doe' }),
    op: 'stripe.customers.retrieve',
    plant: inRecord(set('metadata', 'note')),
  },
  {
    name: 'Stripe product name',
    service: 'stripe',
    read: call('stripe.products.list'),
    op: 'stripe.products.list',
    plant: inList('data', set('name')),
  },
];

/** The last answer of an operation among requests. */
export function answerOf(received: readonly ReceivedRequest[], op: string): ReceivedRequest | undefined {
  return received.findLast((request) => request.op === op && request.response !== null);
}
