/** A value of the Cedar language, as far as our rules use it. Longs are bigint, sets keep no order. */
export type Value =
  | boolean
  | bigint
  | string
  | { readonly entity: string; readonly id: string }
  | { readonly set: readonly Value[] }
  | { readonly record: ReadonlyMap<string, Value> };

/** An expression as Cedar's own JSON form has it (https://docs.cedarpolicy.com/policies/json-format.html). */
export type Expression = Readonly<Record<string, unknown>>;

/** What a request is: Cedar's three variables that our rules speak of. */
export interface Request {
  readonly action: string;
  /** The groups that the action is in. */
  readonly groups: ReadonlySet<string>;
  readonly context: Value;
}

/** An expression that has no value: a missing attribute, a wrong type, an overflow, or a form that is not known here. */
export class EvaluationError extends Error {}

const fail = (why: string): never => {
  throw new EvaluationError(why);
};

/** JSON as Cedar reads it: an integer is a Long, an object a record or an entity. */
export function cedarValue(json: unknown): Value {
  if (typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return Number.isSafeInteger(json) ? BigInt(json) : fail('no such number');
  if (Array.isArray(json)) return { set: json.map(cedarValue) };
  if (json === null || typeof json !== 'object') return fail('no such value');
  if ('__entity' in json) {
    const { type, id } = json.__entity as { type: string; id: string };
    return { entity: type, id };
  }
  return { record: new Map(Object.entries(json).map(([name, one]) => [name, cedarValue(one)])) };
}

const subset = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.every((one) => b.some((two) => equal(one, two)));

function equal(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  if ('entity' in a) return 'entity' in b && a.entity === b.entity && a.id === b.id;
  if ('set' in a) return 'set' in b && subset(a.set, b.set) && subset(b.set, a.set);
  if (!('record' in b) || a.record.size !== b.record.size) return false;
  return [...a.record].every(([name, one]) => {
    const two = b.record.get(name);
    return two !== undefined && equal(one, two);
  });
}

const flag = (value: Value): boolean => (typeof value === 'boolean' ? value : fail('no boolean'));
const long = (value: Value): bigint => (typeof value === 'bigint' ? value : fail('no long'));
const inSet = (value: Value): readonly Value[] =>
  typeof value === 'object' && 'set' in value ? value.set : fail('no set');
const inRecord = (value: Value): ReadonlyMap<string, Value> =>
  typeof value === 'object' && 'record' in value ? value.record : fail('no record');

/** Longs are of 64 bits; what does not fit is an error, not another number. */
const fits = (value: bigint): bigint => (BigInt.asIntN(64, value) === value ? value : fail('overflow'));

type Pattern = readonly ('Wildcard' | { readonly Literal: string })[];

/** A wildcard stands for any characters, also none; letters count as they are. */
function like(text: string, pattern: Pattern): boolean {
  const pieces = pattern.map((one) =>
    one === 'Wildcard' ? '[\\s\\S]*' : one.Literal.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&'),
  );
  return new RegExp(`^${pieces.join('')}$`, 'u').test(text);
}

/** Whether the action is one of those named, or in a group that is. */
function within(request: Request, of: Value): boolean {
  const named = typeof of === 'object' && 'set' in of ? of.set : [of];
  return named.some((one) => {
    if (typeof one !== 'object' || !('entity' in one)) return fail('no entity');
    return one.entity === 'Action' && (one.id === request.action || request.groups.has(one.id));
  });
}

interface Two {
  readonly left: Expression;
  readonly right: Expression;
}

/**
 * The value of an expression.
 * @throws EvaluationError where it has none
 */
export function evaluate(expression: Expression, request: Request): Value {
  const [form, more] = Object.entries(expression);
  if (!form || more) return fail('no expression');
  const [operator, operand] = form;
  const of = (one: Expression): Value => evaluate(one, request);
  const two = operand as Two;
  const both = <T>(read: (value: Value) => T): [T, T] => [read(of(two.left)), read(of(two.right))];
  const attribute = operand as { readonly left: Expression; readonly attr: string };
  const { arg } = operand as { readonly arg: Expression };
  switch (operator) {
    case 'Value':
      return cedarValue(operand);
    case 'Var':
      if (operand === 'context') return request.context;
      return operand === 'action' ? { entity: 'Action', id: request.action } : fail('not spoken of');
    case 'Set':
      return { set: (operand as readonly Expression[]).map(of) };
    case 'Record':
      return {
        record: new Map(Object.entries(operand as Record<string, Expression>).map(([name, one]) => [name, of(one)])),
      };
    // The right side counts only where the left one leaves it open.
    case '&&':
      return flag(of(two.left)) && flag(of(two.right));
    case '||':
      return flag(of(two.left)) || flag(of(two.right));
    case '!':
      return !flag(of(arg));
    case 'if-then-else': {
      const choice = operand as { readonly if: Expression; readonly then: Expression; readonly else: Expression };
      return flag(of(choice.if)) ? of(choice.then) : of(choice.else);
    }
    case '==':
      return equal(of(two.left), of(two.right));
    case '!=':
      return !equal(of(two.left), of(two.right));
    case '<':
      return both(long).reduce((a, b) => (a < b ? 1n : 0n)) === 1n;
    case '<=':
      return both(long).reduce((a, b) => (a <= b ? 1n : 0n)) === 1n;
    case '>':
      return both(long).reduce((a, b) => (a > b ? 1n : 0n)) === 1n;
    case '>=':
      return both(long).reduce((a, b) => (a >= b ? 1n : 0n)) === 1n;
    case '+':
      return fits(both(long).reduce((a, b) => a + b));
    case '-':
      return fits(both(long).reduce((a, b) => a - b));
    case '*':
      return fits(both(long).reduce((a, b) => a * b));
    case 'neg':
      return fits(-long(of(arg)));
    case '.': {
      const found = inRecord(of(attribute.left)).get(attribute.attr);
      return found === undefined ? fail(`no ${attribute.attr}`) : found;
    }
    case 'has':
      return inRecord(of(attribute.left)).has(attribute.attr);
    case 'like': {
      const { left, pattern } = operand as { readonly left: Expression; readonly pattern: Pattern };
      const text = of(left);
      return typeof text === 'string' ? like(text, pattern) : fail('no text');
    }
    case 'contains': {
      const item = of(two.right);
      return inSet(of(two.left)).some((one) => equal(one, item));
    }
    case 'containsAll':
      return subset(inSet(of(two.right)), inSet(of(two.left)));
    case 'containsAny':
      return inSet(of(two.left)).some((one) => inSet(of(two.right)).some((other) => equal(one, other)));
    case 'isEmpty':
      return inSet(of(arg)).length === 0;
    case 'in':
      if ((two.left as { Var?: unknown }).Var !== 'action') return fail('only actions are in groups here');
      return within(request, of(two.right));
    default:
      return fail(`${operator} is not known`);
  }
}
