import { describe, expect, it } from 'vitest';
import { fillTemplate, readTemplate, templateParams } from './template.ts';

describe('a template', () => {
  const template = readTemplate('Add “{title}”[ to {list}][, due {due}].');

  it('puts labels in their places and leaves out what has none', () => {
    expect(fillTemplate(template, { title: 'milk' })).toBe('Add “milk”.');
    expect(fillTemplate(template, { title: 'milk', due: 'Friday' })).toBe('Add “milk”, due Friday.');
    expect(fillTemplate(template, { title: 'milk', list: 'Errands', due: 'Friday' })).toBe(
      'Add “milk” to Errands, due Friday.',
    );
  });

  it('takes labels as text, never as part of itself', () => {
    expect(fillTemplate(template, { title: '{list}[x]$1', list: '{title}' })).toBe('Add “{list}[x]$1” to {title}.');
    expect(fillTemplate(readTemplate('{constructor}'), {})).toBe('');
  });

  it('cuts long labels', () => {
    expect(fillTemplate(readTemplate('{title}'), { title: 'x'.repeat(5000) })).toHaveLength(301);
  });

  it('knows which values it speaks of', () => {
    expect(templateParams(template, false)).toEqual(['title']);
    expect(templateParams(template, true)).toEqual(['list', 'due']);
  });

  it.each(['Add {title', 'Add title}', 'Add {}', 'Add {Ti-tle}', 'Add [to {list}', 'a [b [c] d]', 'a]'])(
    'cannot be %s',
    (text) => {
      expect(() => readTemplate(text)).toThrow(/other half|no name/u);
    },
  );
});
