import { describe, expect, it } from 'vitest';
import { jsonArguments } from './function-arguments.ts';
import { functionSchema } from './functions.ts';
import { saidArguments } from './said-arguments.ts';

const schema = functionSchema.parse({
  name: 'book',
  parameters: {
    type: 'object',
    properties: {
      guest: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } }, required: ['name'] },
      nights: { type: 'integer' },
      rooms: { type: 'array', items: { type: 'integer' } },
      breakfast: { type: 'boolean' },
      extra: { type: 'object' },
    },
    required: ['guest', 'nights', 'extra'],
  },
});

describe('saidArguments', () => {
  const args = {
    guest: { name: 'Ana', age: 30 },
    nights: 3,
    rooms: [1, 2],
    breakfast: false,
    extra: { a: 1 },
  };
  it('says values in words, under flat names', () => {
    expect(saidArguments(schema, args)).toEqual({
      'guest.name': 'Ana',
      'guest.age': '30',
      nights: '3',
      rooms: ['1', '2'],
      breakfast: false,
      extra: '{"a":1}',
    });
  });
  it('is read back by jsonArguments', () => {
    expect(jsonArguments(schema, saidArguments(schema, args))).toEqual(args);
  });
  it('leaves out what the function does not have, and nulls', () => {
    expect(saidArguments(schema, { nights: null, other: 'x', guest: 'Ana', constructor: 'y' })).toEqual({});
  });
});
