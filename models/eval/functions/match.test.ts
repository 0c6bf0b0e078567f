import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { callProblem, callsProblem, judgementOf } from './call-match.ts';
import type { FunctionCall, FunctionTask } from './types.ts';
import { expectedType, standardised, valueProblem } from './value-match.ts';

const value = (given: Json, accepted: Json[], schema: JsonObject) =>
  valueProblem(given, accepted, expectedType(schema));
const text: JsonObject = { type: 'string' };
const whole: JsonObject = { type: 'integer' };
const real: JsonObject = { type: 'number', format: 'float' };
const list = (items: JsonObject): JsonObject => ({ type: 'array', items });

describe('strings', () => {
  it('are compared without case, spaces and light punctuation', () => {
    expect(standardised("St. John's, U.S.A / 1-2_3*4^5")).toBe('stjohn"susa12345');
    expect(value('april 1 2024', ['April 1, 2024'], text)).toBeNull();
    expect(value("it's", ['It"s'], text)).toBeNull();
  });

  it('keep every other sign', () => {
    expect(value('a+b', ['a b'], text)).toBe('value');
    expect(value('(x)', ['x'], text)).toBe('value');
  });

  it('are never numbers', () => {
    expect(value(5, ['5'], text)).toBe('type');
    expect(value('5', [5], whole)).toBe('type');
  });

  it('may be left empty where leaving out is accepted', () => {
    expect(value('', ['', 'metric'], text)).toBeNull();
    expect(value('', ['metric'], text)).toBe('value');
  });
});

describe('numbers', () => {
  it('take a whole number for a real one', () => {
    expect(value(5, [5.0], real)).toBeNull();
    expect(value(2, [2.5], real)).toBe('value');
  });

  it('take no fraction where whole numbers are asked for, unless the answer has it', () => {
    expect(value(2.5, [2], whole)).toBe('value');
    expect(value(2.5, [2.5], whole)).toBeNull();
    expect(value(2.5, ['x'], whole)).toBe('type');
  });

  it('are never booleans', () => {
    expect(value(true, [1], whole)).toBe('type');
    expect(value(1, [true], { type: 'boolean' })).toBe('type');
  });
});

describe('what a schema does not ask for', () => {
  it('is right where the accepted values are of that type, letter by letter', () => {
    // A variable in place of a number.
    expect(value('data.mean', ['data.mean'], real)).toBeNull();
    expect(value('Data mean', ['data.mean'], real)).toBe('value');
    expect(value(null, ['', null], text)).toBeNull();
    expect(value(null, ['x', null], text)).toBe('type');
    // The first accepted value that is not "" says the type, so letters count here too.
    expect(value('None', [null, 'none'], text)).toBe('value');
  });

  it('counts as text where there is no type', () => {
    expect(value('Model A', ['modelA'], {})).toBeNull();
    expect(value('Model A', ['modelA'], { type: 'any' })).toBeNull();
    expect(value('a', ['A'], { type: ['null', 'string'] })).toBeNull();
  });
});

describe('lists', () => {
  it('match item by item, in order', () => {
    expect(value(['New York', 'boston'], [['new york', 'Boston']], list(text))).toBeNull();
    expect(value(['Boston', 'New York'], [['New York', 'Boston']], list(text))).toBe('value');
    expect(value([1, 2], [[1, 2, 3]], list(whole))).toBe('value');
    expect(
      value(
        [1, 2],
        [
          [2, 1],
          [1, 2],
        ],
        list(whole),
      ),
    ).toBeNull();
  });

  it('want items of the schema or of the answer', () => {
    expect(value(['1'], [[1]], list(whole))).toBe('type');
    expect(value(['x'], [['x']], list(whole))).toBeNull();
    expect(value(3, [[3]], list(whole))).toBe('type');
  });

  it('may be empty where leaving out is accepted', () => {
    expect(value([], ['', ['a']], list(text))).toBeNull();
    expect(value([], [['a']], list(text))).toBe('value');
  });

  it('of lists match as they are', () => {
    expect(value([['A']], [[['A']]], list(list(text)))).toBeNull();
    expect(value([['a']], [[['A']]], list(list(text)))).toBe('value');
  });
});

describe('objects', () => {
  const one: Json[] = [{ size: ['Large', 'L'], milk: ['', 'oat'] }];
  const object: JsonObject = { type: 'object' };

  it('match member by member, each with its accepted values', () => {
    expect(value({ size: 'large' }, one, object)).toBeNull();
    expect(value({ size: 'l', milk: 'Oat' }, one, { type: 'dict' })).toBeNull();
    expect(value({ size: 'small' }, one, object)).toBe('value');
    expect(value({ milk: 'oat' }, one, object)).toBe('value');
    expect(value({ size: 'L', sugar: 'no' }, one, object)).toBe('value');
    expect(value('large', one, object)).toBe('type');
  });

  it('are wrong where only leaving out is accepted', () => {
    expect(value({}, [''], object)).toBe('value');
  });

  it('in a list match in order and number', () => {
    const accepted: Json[] = [[{ a: [1] }, { a: [2, 3] }]];
    expect(value([{ a: 1 }, { a: 3 }], accepted, list(object))).toBeNull();
    expect(value([{ a: 3 }, { a: 1 }], accepted, list(object))).toBe('value');
    expect(value([{ a: 1 }], accepted, list(object))).toBe('value');
  });

  it('do not find what every object has', () => {
    expect(value({ constructor: 'x' }, [{}], object)).toBe('value');
  });
});

const area = {
  name: 'shape.area',
  description: '',
  parameters: {
    type: 'object',
    properties: { width: whole, height: whole, unit: text },
    required: ['width', 'height'],
  },
} as const;
const call = (args: JsonObject, name = 'shape.area'): FunctionCall => ({ name, arguments: args });

describe('callProblem', () => {
  const expected = { name: 'shape.area', accepted: { width: [2], height: [3], unit: ['', 'cm'] } };
  const problem = (one: FunctionCall) =>
    callProblem(one, expected, { ...area, parameters: { ...area.parameters, required: ['width', 'height'] } });

  it('takes arguments that may be left out or not', () => {
    expect(problem(call({ width: 2, height: 3 }))).toBeNull();
    expect(problem(call({ width: 2, height: 3, unit: 'CM' }))).toBeNull();
  });

  it('says what is wrong', () => {
    expect(problem(call({}, 'shape_area'))).toBe('calls shape_area, not shape.area');
    expect(problem(call({ width: 2 }))).toBe('height is missing');
    expect(problem(call({ width: 2, height: 3, depth: 1 }))).toBe('depth was not asked for');
    expect(problem(call({ width: 2, height: 4 }))).toBe('height has the wrong value: 4');
    expect(problem(call({ width: '2', height: 3 }))).toBe('width has the wrong type: "2"');
  });

  it('wants an optional argument that the answer has and may not be left out', () => {
    const strict = { name: 'shape.area', accepted: { width: [2], height: [3], unit: ['cm'] } };
    const spec = { ...area, parameters: { ...area.parameters, required: [] } };
    expect(callProblem(call({ width: 2, height: 3 }), strict, spec)).toBe('unit is missing');
    // What the function has but the answer does not is not asked for.
    const bare = { name: 'shape.area', accepted: { width: [2], height: [3] } };
    expect(callProblem(call({ width: 2, height: 3, unit: 'cm' }), bare, spec)).toBe('unit was not asked for');
  });
});

describe('callsProblem', () => {
  const spec = { ...area, parameters: { ...area.parameters, required: ['width'] } };
  const task = (category: string, ...widths: number[]): FunctionTask => ({
    id: 't',
    category,
    query: '',
    turns: [],
    functions: [spec],
    expected: widths.map((width) => ({ name: 'shape.area', accepted: { width: [width] } })),
  });
  const of = (...widths: number[]) => widths.map((width) => call({ width }));

  it('wants exactly one call where one is asked for', () => {
    expect(callsProblem(of(1), task('live_simple', 1))).toBeNull();
    expect(callsProblem([], task('simple', 1))).toBe('0 calls, not 1');
    expect(callsProblem(of(1, 1), task('multiple', 1))).toBe('2 calls, not 1');
  });

  it('matches parallel calls in any order, each once', () => {
    expect(callsProblem(of(2, 1), task('parallel', 1, 2))).toBeNull();
    expect(callsProblem(of(1, 1), task('live_parallel_multiple', 1, 2))).toBe('nothing calls shape.area as asked');
    expect(callsProblem(of(1, 1), task('parallel', 1, 1))).toBeNull();
    expect(callsProblem(of(1), task('parallel', 1, 2))).toBe('1 calls, not 2');
  });

  it('wants no call where none fits, and any where one does', () => {
    expect(callsProblem([], task('live_irrelevance'))).toBeNull();
    expect(callsProblem(of(1), task('irrelevance'))).toBe('calls shape.area');
    expect(callsProblem(of(9), task('live_relevance'))).toBeNull();
    expect(callsProblem([], task('live_relevance'))).toBe('calls nothing');
  });
});

it('judgementOf reads the category', () => {
  expect(
    ['simple_python', 'live_multiple', 'parallel_multiple', 'live_irrelevance', 'live_relevance'].map(judgementOf),
  ).toEqual(['simple', 'multiple', 'parallel', 'irrelevance', 'relevance']);
});
