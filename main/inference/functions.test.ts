import { describe, expect, it } from 'vitest';
import { jsonArguments, readQuantity } from './function-arguments.ts';
import { functionSchema, nameWords, toolOfFunction } from './functions.ts';

const read = (properties: object, required: readonly string[] = [], name = 'f') =>
  functionSchema.parse({ name, description: 'Does it.', parameters: { type: 'dict', properties, required } });

describe('a function as a tool', () => {
  it('has a title in words and keeps the name, the descriptions and what is required', () => {
    const tool = toolOfFunction(
      read(
        { base: { type: 'integer', description: 'The base.' }, unit: { type: 'string' } },
        ['base'],
        'calculate_triangle_area',
      ),
    );
    expect(tool).toMatchObject({
      name: 'calculate_triangle_area',
      title: 'calculate triangle area',
      description: 'Does it.',
      effect: 'write',
      params: {
        base: { kind: 'integer', description: 'The base.', required: true, sets: [] },
        unit: { kind: 'text', description: '', sets: [] },
      },
    });
    expect(tool.params.unit?.required).toBeUndefined();
  });

  it('is never run', async () => {
    await expect(toolOfFunction(read({})).run({}, { send: () => Promise.reject(new Error('sent')) })).rejects.toThrow(
      'no service',
    );
  });

  it.each([
    ['string', 'text'],
    ['float', 'number'],
    ['double', 'number'],
    ['int', 'integer'],
    ['bool', 'boolean'],
    ['any', 'text'],
    ['String', 'text'],
  ])('reads the type name %s as %s', (type, kind) => {
    expect(toolOfFunction(read({ x: { type } })).params.x?.kind).toBe(kind);
  });

  it('knows addresses by their format, choices by their enum, and lists of scalars', () => {
    const { params } = toolOfFunction(
      read({
        to: { type: 'string', format: 'email' },
        link: { type: 'string', format: 'uri' },
        unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
        size: { type: 'integer', enum: [1, 2, 3] },
        sides: { type: 'array', items: { type: 'integer' } },
        pair: { type: 'tuple', items: { type: 'float' } },
        any: { type: ['string', 'null'] },
        either: { anyOf: [{ type: 'null' }, { type: 'integer' }], description: 'How many' },
      }),
    );
    expect(Object.entries(params).map(([name, { kind, many, values }]) => [name, kind, many ?? false, values])).toEqual(
      [
        ['to', 'email', false, undefined],
        ['link', 'url', false, undefined],
        ['unit', 'enum', false, ['celsius', 'fahrenheit']],
        ['size', 'enum', false, ['1', '2', '3']],
        ['sides', 'integer', true, undefined],
        ['pair', 'number', true, undefined],
        ['any', 'text', false, undefined],
        ['either', 'integer', false, undefined],
      ],
    );
  });

  it('takes an enum of very many values as text', () => {
    const values = Array.from({ length: 40 }, (_, i) => `v${i}`);
    expect(toolOfFunction(read({ x: { type: 'string', enum: values } })).params.x?.kind).toBe('text');
  });

  it('flattens objects and leaves out optional parts that words cannot say', () => {
    const tool = toolOfFunction(
      read(
        {
          person: {
            type: 'dict',
            properties: { name: { type: 'string' }, age: { type: 'integer' } },
            required: ['name'],
          },
          extra: { type: 'object' },
          rows: { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } },
          body: { type: 'object' },
        },
        ['person', 'body'],
      ),
    );
    expect(Object.entries(tool.params).map(([name, { required }]) => [name, required ?? false])).toEqual([
      ['person.name', true],
      ['person.age', false],
      ['body', true],
    ]);
  });

  it('refuses what is no function', () => {
    expect(functionSchema.safeParse({ description: 'no name' }).success).toBe(false);
    expect(functionSchema.safeParse({ name: 'f', parameters: 'none' }).success).toBe(false);
  });
});

describe('names as words', () => {
  it.each([
    ['geometry.area_circle', 'geometry area circle'],
    ['getUserByID', 'get user by id'],
    ['listHTTPHeaders', 'list http headers'],
    ['get-weather2day', 'get weather2day'],
  ])('%s is %s', (name, words) => {
    expect(nameWords(name)).toBe(words);
  });
});

describe('a quantity in words', () => {
  it.each([
    ['5', 5],
    ['five', 5],
    ['twenty-five', 25],
    ['1,000', 1000],
    ['3.5 million', 3_500_000],
    ['2 billion', 2_000_000_000],
    ['$20', 20],
    ['US$1,299.50', 1299.5],
    ['50%', 50],
    ['-3.2', -3.2],
    ['minus four', -4],
    ['the third', 3],
    ['21st', 21],
    ['twenty-first', 21],
    ['twelfth', 12],
    ['1/2', 0.5],
    ['10 meters', 10],
    ['5km', 5],
    ['five years', 5],
    ['a dozen eggs', 12],
    ['1e-5', 0.00001],
    ['.5', 0.5],
  ])('%s is %d', (words, value) => {
    expect(readQuantity(words)).toBe(value);
  });

  it.each(['many', 'a few', '', 'a car', 'Friday', 'constructor'])('%s is none', (words) => {
    expect(readQuantity(words)).toBeUndefined();
  });
});

describe('arguments as JSON', () => {
  const schema = read({
    base: { type: 'integer' },
    rate: { type: 'float', description: 'The yearly rate' },
    tip: { type: 'number', description: 'The tip in percent' },
    size: { type: 'integer', enum: [1, 2] },
    unit: { type: 'string', enum: ['Celsius', 'Fahrenheit'] },
    on: { type: 'boolean' },
    sides: { type: 'array', items: { type: 'integer' } },
    where: {
      type: 'dict',
      properties: { city: { type: 'string' }, at: { type: 'dict', properties: { lat: { type: 'float' } } } },
    },
    note: { type: 'string' },
  });

  it('gives every value its own type and nests dotted names', () => {
    expect(
      jsonArguments(schema, {
        base: 'five',
        rate: '5%',
        tip: '15%',
        size: '2',
        unit: 'celsius',
        on: true,
        sides: ['3', 'four', '5'],
        'where.city': 'Paris',
        'where.at.lat': '48.85',
        note: '5%',
      }),
    ).toEqual({
      base: 5,
      rate: 0.05,
      tip: 15,
      size: 2,
      unit: 'Celsius',
      on: true,
      sides: [3, 4, 5],
      where: { city: 'Paris', at: { lat: 48.85 } },
      note: '5%',
    });
  });

  it('reads a letter behind a number as a unit where the parameter is about one', () => {
    const schema = read({
      height: { type: 'number', description: 'Height in metres.' },
      temperature: { type: 'number' },
      revenue: { type: 'number', description: 'In dollars.' },
      people: { type: 'integer' },
    });
    expect(jsonArguments(schema, { height: '1.75m', temperature: '298K', revenue: '2m', people: '3k' })).toEqual({
      height: 1.75,
      temperature: 298,
      revenue: 2_000_000,
      people: 3000,
    });
  });

  it('makes a list of one value said alone, and keeps words that it cannot read', () => {
    expect(jsonArguments(schema, { sides: '3', base: 'many', unit: 'kelvin' })).toEqual({
      sides: [3],
      base: 'many',
      unit: 'kelvin',
    });
  });

  it('leaves out what was not said and what the function does not have', () => {
    expect(jsonArguments(schema, { other: 'x' })).toEqual({});
  });
});

describe('dates in the format that a description states', () => {
  const schema = read({
    day: { type: 'string', description: "The date, in the format 'YYYY-MM-DD'." },
    us: { type: 'string', description: 'The date (MM/DD/YYYY)' },
    time: { type: 'string', description: "The time, in 24-hour format 'HH:MM'." },
    moment: { type: 'string', description: 'The start, YYYY-MM-DDTHH:MM:SS' },
    free: { type: 'string', description: 'The date' },
    month: { type: 'integer', description: 'The month' },
    range: { type: 'string', description: "The range, formatted as 'YYYY-MM-DD to YYYY-MM-DD'." },
    days: { type: 'array', items: { type: 'string' }, description: 'Days, each YYYY-MM-DD' },
  });
  const when = { now: '2027-02-10T09:00:00+01:00', zone: 'Europe/Berlin' };

  it.each([
    ['day', 'March 3rd, 2027', '2027-03-03'],
    ['day', 'the 3rd of March 2027', '2027-03-03'],
    ['day', 'March 3rd of 2027', '2027-03-03'],
    ['month', 'February', 2],
    ['month', 'Feb.', 2],
    ['month', 'next month', 'next month'],
    ['day', '2027-03-03', '2027-03-03'],
    ['day', '2027', '2027'],
    ['day', 'dontcare', 'dontcare'],
    ['us', '2027-03-03', '03/03/2027'],
    ['time', '2 PM', '14:00'],
    ['time', '7:30pm', '19:30'],
    ['moment', 'March 3, 2027 at 4pm', '2027-03-03T16:00:00'],
    ['free', 'March 3rd, 2027', 'March 3rd, 2027'],
    ['range', 'March 3rd, 2027', 'March 3rd, 2027'],
  ])('%s: %s is %s', (name, words, value) => {
    expect(jsonArguments(schema, { [name]: words })).toEqual({ [name]: value });
  });

  it('are left in words where they depend on the day and nobody says which it is', () => {
    expect(jsonArguments(schema, { day: 'tomorrow', us: 'March 3rd' })).toEqual({ day: 'tomorrow', us: 'March 3rd' });
    expect(jsonArguments(schema, { day: 'tomorrow', us: 'March 3rd' }, when)).toEqual({
      day: '2027-02-11',
      us: '03/03/2027',
    });
  });

  it('are read one by one in lists', () => {
    expect(jsonArguments(schema, { days: ['May 1, 2027', 'May 2, 2027'] })).toEqual({
      days: ['2027-05-01', '2027-05-02'],
    });
  });
});
