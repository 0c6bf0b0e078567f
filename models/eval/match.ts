import type { ReceivedRequest } from '../../connectors/index.ts';
import type { Json, JsonObject } from '../../shared/index.ts';
import { type EqualContext, sameValue } from './equal.ts';
import type { Expectation, Task } from './task.ts';

/** What matching needs to know of the world: facts of the seed, not of the run. */
export interface World {
  readonly now: string;
  readonly zone: string;
  /** `read` or `write`, by operation name. */
  readonly effects: ReadonlyMap<string, 'read' | 'write'>;
  /** What is left to refund of each payment intent and charge, in minor units. */
  readonly refundable: ReadonlyMap<string, number>;
  readonly currency: string;
  readonly aliases: ReadonlyMap<string, string>;
}

/** All arguments of a received request: path parameters, query and body, as one object. */
export function argumentsOf(request: ReceivedRequest): JsonObject {
  const args: JsonObject = { ...request.params, ...request.query, ...(request.body ?? {}) };
  // Slack takes a message's text under either name.
  if (request.op?.startsWith('slack.') && args.markdown_text !== undefined && args.text === undefined) {
    const { markdown_text: text, ...rest } = args;
    return { ...rest, text: text ?? null };
  }
  return args;
}

export const isWrite = (request: ReceivedRequest, world: World): boolean =>
  request.op === null ? request.method !== 'GET' : world.effects.get(request.op) === 'write';

/** Paging, sorting and type arguments never change what a read is about. */
const freeOnReads = new Set([
  'limit',
  'per_page',
  'page',
  'page_size',
  'count',
  'cursor',
  'start_cursor',
  'starting_after',
  'sort',
  'order',
  'direction',
  'sort_dir',
  'sorts',
  'types',
  'type',
]);

/** Whether an argument that the task does not name leaves the effect as it is. */
function harmless(name: string, value: Json, args: JsonObject, request: ReceivedRequest, world: World): boolean {
  const op = request.op ?? '';
  if (world.effects.get(op) === 'read') return freeOnReads.has(name);
  const text =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : JSON.stringify(value);
  if (name === 'idempotency_key' || name === 'page_size') return true;
  if (op.startsWith('stripe.')) {
    if (name === 'currency') return text.toLowerCase() === world.currency;
    if (name === 'quantity') return text === '1';
    if (op === 'stripe.refunds.create' && name === 'amount')
      return world.refundable.get(String(args.payment_intent ?? args.charge)) === Number(text);
  }
  if (op === 'github.issues.update' && name === 'state_reason')
    return (args.state === 'closed' && text === 'completed') || (args.state === 'open' && text === 'reopened');
  if (op === 'github.pulls.merge' && name === 'merge_method') return text === 'merge';
  if (op === 'github.releases.create' && name === 'name') return text === String(args.tag_name);
  if (op === 'github.gists.create' && name === 'public') return text === 'false';
  if (op.startsWith('notion.') && name === 'position')
    return text === 'end' || (value as JsonObject | null)?.type === 'end';
  return false;
}

/** Empty status parts that Slack treats as absent. */
function normalProfile(args: JsonObject): JsonObject {
  const profile = args.profile;
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) return args;
  const kept = Object.entries(profile).filter(
    ([key, value]) =>
      !((key === 'status_emoji' && value === '') || (key === 'status_expiration' && Number(value) === 0)),
  );
  return { ...args, profile: Object.fromEntries(kept) };
}

const reference = /\$(\d+)\.([a-z][\w.]*)/giu;

/** The value at a dotted path; undefined where there is none. */
export function atPath(value: Json | undefined, path: string): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path.split('.')) {
    if (Array.isArray(at)) at = at[Number(key)];
    else if (typeof at === 'object' && at !== null) at = at[key];
    else return undefined;
  }
  return at;
}

/** Replaces `$<step>.<path>` by the response's values; undefined when a step it names is not matched yet. */
export function withReferences(value: Json, matched: readonly (ReceivedRequest | null)[]): Json | undefined {
  if (typeof value === 'string') {
    const whole = /^\$(\d+)\.([a-z][\w.]*)$/iu.exec(value);
    if (whole) return atPath(matched[Number(whole[1]) - 1]?.response ?? undefined, whole[2] ?? '');
    let known = true;
    const text = value.replace(reference, (_, step: string, path: string) => {
      const found = atPath(matched[Number(step) - 1]?.response ?? undefined, path);
      if (found === undefined) known = false;
      return String(found);
    });
    return known ? text : undefined;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => withReferences(item, matched));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, withReferences(item, matched)] as const);
    if (entries.some(([, item]) => item === undefined)) return undefined;
    return Object.fromEntries(entries) as JsonObject;
  }
  return value;
}

/** The steps that an expectation's arguments refer to, 1-based. */
export function dependencies(expectation: Expectation): number[] {
  return [...JSON.stringify(expectation.args).matchAll(reference)].map((found) => Number(found[1]));
}

/** Whether a request is an expected operation with the expected arguments and nothing that changes the effect besides. */
export function satisfies(
  expectation: Expectation,
  request: ReceivedRequest,
  matched: readonly (ReceivedRequest | null)[],
  task: Task,
  world: World,
): boolean {
  if (request.op !== expectation.op) return false;
  const expected = withReferences(expectation.args, matched);
  if (expected === undefined || expected === null || typeof expected !== 'object' || Array.isArray(expected))
    return false;
  const left = normalProfile(expected);
  const right = normalProfile(argumentsOf(request));
  const context: EqualContext = {
    now: task.now ?? world.now,
    zone: world.zone,
    text: new Set(task.text),
    op: expectation.op,
    aliases: world.aliases,
  };
  for (const [name, value] of Object.entries(left)) {
    const actual = right[name];
    if (actual === undefined) {
      // Leaving out what is the default is the same as saying it.
      if (!harmless(name, value, left, request, world)) return false;
    } else if (!sameValue(value, actual, name, context)) return false;
  }
  return Object.entries(right).every(([name, value]) => name in left || harmless(name, value, right, request, world));
}

/**
 * Assigns received requests to expectations: every expected write exactly once and no write left over, every expected
 * read at least once; a step that another refers to comes before it. Null when there is no such assignment.
 */
export function matchAll(
  expect: readonly Expectation[],
  received: readonly ReceivedRequest[],
  task: Task,
  world: World,
): (ReceivedRequest | null)[] | null {
  const writes = received.filter((request) => isWrite(request, world));
  const expectedWrites = expect.filter((one) => world.effects.get(one.op) === 'write').length;
  if (writes.length !== expectedWrites) return null;
  const matched: (ReceivedRequest | null)[] = expect.map(() => null);
  const used = new Set<ReceivedRequest>();
  const assign = (index: number): boolean => {
    const expectation = expect[index];
    if (!expectation) return true;
    for (const request of received) {
      const write = isWrite(request, world);
      if (write && used.has(request)) continue;
      const after = dependencies(expectation).every((step) => {
        const before = matched[step - 1];
        return before !== null && before !== undefined && received.indexOf(before) < received.indexOf(request);
      });
      if (!after || !satisfies(expectation, request, matched, task, world)) continue;
      matched[index] = request;
      used.add(request);
      if (assign(index + 1)) return true;
      matched[index] = null;
      used.delete(request);
    }
    return false;
  };
  return assign(0) ? matched : null;
}
