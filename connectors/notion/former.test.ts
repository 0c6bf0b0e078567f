import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/index.ts';
import { decorationBack, parentBack, propertyBack, richTextBack } from './former.ts';

const plain = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' };
const part = (own: Record<string, Json>, plain_text = 'x'): Json => ({
  annotations: plain,
  plain_text,
  href: null,
  ...own,
});

describe('rich text as requests take it', () => {
  it.each([
    [{ type: 'text', text: { content: 'a', link: null } }, { text: { content: 'a' } }],
    [
      { type: 'text', text: { content: 'a', link: { url: 'https://a.example' } }, href: 'https://a.example' },
      { text: { content: 'a', link: { url: 'https://a.example' } } },
    ],
    [
      { type: 'text', text: { content: 'a', link: null }, annotations: { ...plain, color: 'red' } },
      { text: { content: 'a' }, annotations: { ...plain, color: 'red' } },
    ],
    [{ type: 'equation', equation: { expression: 'e=mc^2' } }, { equation: { expression: 'e=mc^2' } }],
    [
      { type: 'mention', mention: { type: 'user', user: { object: 'user', id: 'u1', name: 'Lin' } } },
      { mention: { user: { id: 'u1' } } },
    ],
    [{ type: 'mention', mention: { type: 'page', page: { id: 'p1' } } }, { mention: { page: { id: 'p1' } } }],
    [
      { type: 'mention', mention: { type: 'date', date: { start: '2026-03-04', end: null, time_zone: null } } },
      { mention: { date: { start: '2026-03-04', end: null, time_zone: null } } },
    ],
    // What cannot be written is written as its words.
    [
      {
        type: 'mention',
        mention: { type: 'link_preview', link_preview: { url: 'https://a.example' } },
        href: 'https://a.example',
      },
      { text: { content: 'x', link: { url: 'https://a.example' } } },
    ],
    [{ type: 'mention', mention: { type: 'template_mention', template_mention: {} } }, { text: { content: 'x' } }],
  ])('%j', (given, wanted) => {
    expect(richTextBack([part(given)])).toEqual([wanted]);
  });
});

describe('icons, covers and places', () => {
  it.each([
    [null, null],
    [
      { type: 'emoji', emoji: '📗' },
      { type: 'emoji', emoji: '📗' },
    ],
    [
      { type: 'external', external: { url: 'https://a.example/a.png' } },
      { type: 'external', external: { url: 'https://a.example/a.png' } },
    ],
    [
      { type: 'custom_emoji', custom_emoji: { id: 'c1', name: 'bufo', url: 'https://a.example' } },
      { type: 'custom_emoji', custom_emoji: { id: 'c1' } },
    ],
    [
      { type: 'icon', icon: { name: 'pizza', color: 'blue' } },
      { type: 'icon', icon: { name: 'pizza', color: 'blue' } },
    ],
    [{ type: 'file', file: { url: 'https://files.example/a', expiry_time: 'soon' } }, undefined],
  ])('%j', (given, wanted) => {
    expect(decorationBack(given)).toEqual(wanted);
  });

  it('names pages and the workspace, no blocks', () => {
    expect(parentBack({ type: 'page_id', page_id: 'p1' })).toEqual({ type: 'page_id', page_id: 'p1' });
    expect(parentBack({ type: 'workspace', workspace: true })).toEqual({ type: 'workspace', workspace: true });
    expect(parentBack({ type: 'block_id', block_id: 'b1' })).toBeUndefined();
  });
});

describe('property values', () => {
  const many = Array.from({ length: 25 }, (_one, index) => ({ id: String(index) }));
  it.each([
    [{ type: 'number', number: 5 }, { number: 5 }],
    [{ type: 'checkbox', checkbox: false }, { checkbox: false }],
    [{ type: 'select', select: { id: 's1', name: 'High', color: 'red' } }, { select: { id: 's1' } }],
    [{ type: 'status', status: null }, { status: null }],
    [{ type: 'multi_select', multi_select: [{ id: 'm1', name: 'A' }] }, { multi_select: [{ id: 'm1' }] }],
    [{ type: 'people', people: [{ object: 'user', id: 'u1' }] }, { people: [{ id: 'u1' }] }],
    [{ type: 'people', people: many }, undefined],
    [{ type: 'relation', relation: [{ id: 'p1' }], has_more: false }, { relation: [{ id: 'p1' }] }],
    [{ type: 'relation', relation: [{ id: 'p1' }], has_more: true }, undefined],
    [
      { type: 'date', date: { start: '2026-03-04', end: null, time_zone: null } },
      { date: { start: '2026-03-04', end: null, time_zone: null } },
    ],
    [{ type: 'url', url: null }, { url: null }],
    [{ type: 'files', files: [{ name: 'a.pdf' }] }, undefined],
    [{ type: 'formula', formula: { type: 'number', number: 5 } }, undefined],
    [{ type: 'created_time', created_time: '2026-03-04T00:00:00.000Z' }, undefined],
  ])('%j', (given, wanted) => {
    expect(propertyBack(given as Json)).toEqual(wanted);
  });
});
