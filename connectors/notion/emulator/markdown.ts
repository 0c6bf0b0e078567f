import type { JsonObject } from '../../../shared/index.ts';
import { objectOf, textOf } from '../json.ts';
import { plainText } from '../rich-text.ts';
import { addBlock, isTextBlock } from './blocks.ts';
import { invalid } from './errors.ts';
import { childObject } from './objects.ts';
import { shownText } from './rich-text.ts';
import type { Page, State } from './state.ts';

/** A line of Markdown and the block that it is, if it is one already. */
interface Line {
  text: string;
  id: string | null;
}

/** An empty paragraph: blank lines alone say nothing (developers.notion.com/guides/data-apis/enhanced-markdown). */
const emptyBlock = '<empty-block/>';

const prefixes: [type: string, prefix: string][] = [
  ['heading_1', '# '],
  ['heading_2', '## '],
  ['heading_3', '### '],
  ['bulleted_list_item', '- '],
  ['quote', '> '],
];

function lineOf(state: State, id: string): Line | undefined {
  const shown = childObject(state, id);
  if (!shown) return undefined;
  const type = textOf(shown.type);
  const content = objectOf(shown[type]);
  const text = plainText(content.rich_text);
  const prefix = prefixes.find(([known]) => known === type)?.[1];
  if (prefix) return { id, text: prefix + text };
  if (type === 'numbered_list_item') return { id, text: `1. ${text}` };
  if (type === 'to_do') return { id, text: `- [${content.checked === true ? 'x' : ' '}] ${text}` };
  if (type === 'divider') return { id, text: '---' };
  if (type === 'paragraph' && !text) return { id, text: emptyBlock };
  if (type === 'child_page' || type === 'child_database')
    return {
      id,
      text: `<${type === 'child_page' ? 'page' : 'database'} url="https://www.notion.so/${id.replaceAll('-', '')}">${textOf(content.title)}</${type === 'child_page' ? 'page' : 'database'}>`,
    };
  const url = textOf(content.url) || textOf(objectOf(content.external).url);
  return {
    id,
    text: isTextBlock(type) ? text : type === 'image' ? `![](${url})` : url ? `[${url}](${url})` : `<${type}/>`,
  };
}

function linesOf(state: State, page: Page): Line[] {
  return page.children.flatMap((id) => lineOf(state, id) ?? []);
}

/** A page's text as Markdown, one line a block. */
export function pageMarkdown(state: State, page: Page): string {
  return linesOf(state, page)
    .map((line) => line.text)
    .join('\n');
}

function parseLine(text: string): { type: string; content: JsonObject } {
  const make = (type: string, words: string, extra: JsonObject = {}): { type: string; content: JsonObject } => ({
    type,
    content: { rich_text: shownText(words), color: 'default', ...extra },
  });
  const todo = /^[-*] \[([ xX])\] (.*)$/.exec(text);
  if (todo) return make('to_do', todo[2] ?? '', { checked: todo[1] !== ' ' });
  const numbered = /^\d+\. (.*)$/.exec(text);
  if (numbered) return make('numbered_list_item', numbered[1] ?? '');
  if (text === emptyBlock) return make('paragraph', '');
  if (/^(---|\*\*\*)$/.test(text)) return { type: 'divider', content: {} };
  const found = prefixes.find(([, prefix]) => text.startsWith(prefix));
  if (found) return make(found[0], text.slice(found[1].length));
  if (text.startsWith('* ')) return make('bulleted_list_item', text.slice(2));
  return make('paragraph', text);
}

const split = (markdown: string): string[] =>
  markdown
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** New blocks from Markdown, one a line; ids in order. */
export function markdownBlocks(state: State, parent: string, markdown: string, now: string): string[] {
  return split(markdown).map((line) => {
    const { type, content } = parseLine(line);
    return addBlock(state, parent, type, content, now).id;
  });
}

/** Makes the page say `next`: lines that stay keep their blocks, a changed run of equal length is edited in place. */
function rewrite(state: State, page: Page, next: readonly string[], allowDeleting: boolean, now: string): void {
  const lines = linesOf(state, page);
  let head = 0;
  while (head < lines.length && head < next.length && lines[head]?.text === next[head]) head += 1;
  let tail = 0;
  while (tail < lines.length - head && tail < next.length - head && lines.at(-1 - tail)?.text === next.at(-1 - tail))
    tail += 1;
  const old = lines.slice(head, lines.length - tail);
  const fresh = next.slice(head, next.length - tail);
  const kept = new Set(lines.filter((line) => next.includes(line.text)).map((line) => line.id));
  const lost = old.filter((line) => line.id !== null && !state.blocks[line.id] && !kept.has(line.id));
  if (lost.length && !allowDeleting)
    throw invalid(
      'This operation would delete child pages or databases. Set allow_deleting_content to true to proceed.',
    );
  const ids = fresh.map((text, index) => {
    const moved = old.find((line) => line.text === text && line.id !== null);
    if (moved?.id) return moved.id;
    const { type, content } = parseLine(text);
    const before = old.length === fresh.length ? state.blocks[old[index]?.id ?? ''] : undefined;
    if (before?.type === type) {
      before.content = { ...before.content, ...content };
      before.edited = now;
      return before.id;
    }
    return addBlock(state, page.id, type, content, now).id;
  });
  for (const line of old) {
    if (line.id === null || ids.includes(line.id)) continue;
    const gone = state.blocks[line.id] ?? state.pages[line.id] ?? state.databases[line.id];
    if (gone) gone.inTrash = true;
  }
  const keep = (some: readonly Line[]): string[] => some.flatMap((line) => line.id ?? []);
  page.children = [...keep(lines.slice(0, head)), ...ids, ...keep(lines.slice(lines.length - tail))];
  page.edited = now;
}

/** Start and end of an ellipsis selection (`first words...last words`), or of a section under a heading. */
function selection(lines: readonly string[], range: string): [from: number, to: number] {
  const [first = '', last] = range.split('...').map((part) => part.trim());
  const bare = first.replace(/^#+\s*/, '').toLowerCase();
  const from = lines.findIndex((line) =>
    line
      .replace(/^#+\s*/, '')
      .toLowerCase()
      .includes(bare),
  );
  if (!bare || from < 0) throw invalid(`Could not find the selection "${range}" in the page.`);
  if (last !== undefined) {
    const to = lines.findIndex((line, index) => index >= from && line.includes(last));
    if (to < 0) throw invalid(`Could not find the selection "${range}" in the page.`);
    return [from, to + 1];
  }
  const level = /^#+/.exec(lines[from] ?? '')?.[0].length ?? 0;
  if (!level) return [from, from + 1];
  const next = lines.findIndex((line, index) => index > from && (/^#+/.exec(line)?.[0].length ?? 9) <= level);
  return [from, next < 0 ? lines.length : next];
}

function replaceText(markdown: string, update: JsonObject): string {
  const { old_str: old, new_str: fresh } = update;
  if (typeof old !== 'string' || typeof fresh !== 'string' || !old)
    throw invalid('body failed validation: content_updates[].old_str and new_str should be strings.');
  const count = markdown.split(old).length - 1;
  if (count === 0) throw invalid(`Could not find old_str in the page content: "${old}".`);
  if (count > 1 && update.replace_all_matches !== true)
    throw invalid(`old_str matches ${count} times. Set replace_all_matches to true, or give more context.`);
  return markdown.split(old).join(fresh);
}

/** `PATCH /v1/pages/{page_id}/markdown` (developers.notion.com/reference/update-page-markdown). */
export function editMarkdown(state: State, page: Page, body: JsonObject, now: string): void {
  const type = textOf(body.type);
  const edit = objectOf(body[type]);
  const lines = linesOf(state, page).map((line) => line.text);
  const need = (key: string): string => {
    const value = edit[key];
    if (typeof value !== 'string')
      throw invalid(
        `body failed validation: body.${type}.${key} should be a string, instead was \`${JSON.stringify(value) ?? 'undefined'}\`.`,
      );
    return value;
  };
  const write = (next: readonly string[]): void =>
    rewrite(state, page, next, edit.allow_deleting_content === true, now);
  if (type === 'replace_content') write(split(need('new_str')));
  else if (type === 'replace_content_range') {
    const [from, to] = selection(lines, need('content_range'));
    const fresh = split(need('content'));
    const heading = /^#/.test(lines[from] ?? '') && !fresh[0]?.startsWith('#') ? [lines[from] ?? ''] : [];
    write([...lines.slice(0, from), ...heading, ...fresh, ...lines.slice(to)]);
  } else if (type === 'insert_content') {
    const fresh = split(need('content'));
    const after = edit.after;
    const at =
      typeof after === 'string'
        ? selection(lines, after)[1]
        : objectOf(edit.position).type === 'start'
          ? 0
          : lines.length;
    write([...lines.slice(0, at), ...fresh, ...lines.slice(at)]);
  } else if (type === 'update_content') {
    const updates = edit.content_updates;
    if (!Array.isArray(updates) || !updates.length)
      throw invalid('body failed validation: body.update_content.content_updates should be a non-empty array.');
    write(
      split(updates.reduce<string>((markdown, update) => replaceText(markdown, objectOf(update)), lines.join('\n'))),
    );
  } else
    throw invalid(
      `body failed validation: body.type should be \`"insert_content"\`, \`"replace_content_range"\`, \`"update_content"\` or \`"replace_content"\`, instead was \`${JSON.stringify(body.type) ?? 'undefined'}\`.`,
    );
}
