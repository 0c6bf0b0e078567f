import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import type { TypedValue } from '../../shared/index.ts';
import { typedValue } from './edit.ts';
import { formFields } from './form-fields.ts';
import { toolFinder } from './tools.ts';

const find = toolFinder(() => connectors);
function owned(name: string) {
  const tool = find(name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
}
const read = (tool: string, name: string, typed: TypedValue) => typedValue(owned(tool), name, typed);

describe('typedValue', () => {
  it('takes text for every kind, and lists, flags and maps as they are', () => {
    expect(read('github.issues.update', 'labels', 'bug, docs')).toEqual(['bug', 'docs']);
    expect(read('github.issues.update', 'labels', ['bug, and more', ' docs '])).toEqual(['bug, and more', 'docs']);
    expect(read('github.issues.update', 'state', 'Closed')).toBe('closed');
    expect(read('notion.pages.update', 'properties', 'Status: Done, Due: Friday')).toEqual({
      Status: 'Done',
      Due: 'Friday',
    });
    expect(read('notion.pages.update', 'properties', { Notes: 'a, b: c' })).toEqual({ Notes: 'a, b: c' });
    expect(read('github.gists.create', 'public', false)).toBe(false);
    expect(read('github.gists.create', 'public', 'yes')).toBe(true);
  });
  it.each<[string, string, TypedValue, RegExp]>([
    ['github.issues.update', 'title', '  ', /cannot be empty/u],
    ['github.issues.update', 'title', ['a'], /cannot hold that/u],
    ['github.issues.update', 'title', true, /cannot hold that/u],
    ['github.issues.update', 'labels', { a: 'b' }, /cannot hold that/u],
    ['github.issues.update', 'labels', [' '], /cannot be empty/u],
    ['notion.pages.update', 'properties', {}, /is a list like/u],
    ['notion.pages.update', 'properties', { ' ': 'x' }, /is a list like/u],
    ['notion.pages.update', 'properties', { Status: 'a', 'Status ': 'b' }, /twice/u],
    ['notion.pages.update', 'properties', ['Status: Done'], /is a list like/u],
    ['github.gists.create', 'public', 'perhaps', /yes or no/u],
    ['github.issues.update', '__proto__', 'x', /no value called/u],
    ['github.issues.update', 'body', 'x'.repeat(40_001), /too long/u],
    ['github.issues.update', 'labels', ['a\u202eb'], /invisible/u],
    ['notion.pages.update', 'properties', { 'a\u200b': 'b' }, /invisible/u],
  ])('refuses %s %s %j', (tool, name, typed, message) => {
    expect(() => read(tool, name, typed)).toThrow(message);
  });
});

describe('formFields', () => {
  it('has every parameter that a person can give, with what stands there, and none that is made by code', () => {
    const { tool } = owned('github.issues.update');
    const fields = formFields({ tool, args: { issue: 'infra #45', labels: ['bug'] } });
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(tool.params));
    const of = (name: string) => fields.find((field) => field.name === name);
    expect(of('issue')).toMatchObject({ required: true, typed: 'infra #45' });
    expect(of('labels')).toMatchObject({ many: true, typed: ['bug'] });
    expect(of('title')).toMatchObject({ required: false, typed: null, choices: null });
    const former = connectors
      .flatMap(({ tools }) => tools)
      .find(({ params }) => Object.values(params).some(({ kind }) => kind === 'notion.former'));
    expect(former).toBeDefined();
    if (former) expect(formFields({ tool: former, args: {} }).some(({ kind }) => kind === 'notion.former')).toBe(false);
  });
});
