import type { JsonObject } from '../../../shared/index.ts';
import { pageResolver } from './notion-page.ts';
import type { Found } from './notion-read.ts';
import { bare, objectOf, readOne, readResults, settle, textOf } from './notion-read.ts';
import { best, fold, idIn, namesNothing } from './notion-words.ts';
import type { ResolveContext, Resolver } from './types.ts';

/** How many blocks with children are opened to look for one that lies deeper. */
const OPENED = 10;

const kindsOfBlock: readonly [RegExp, RegExp][] = [
  [/\b(?:paragraphs?|para|text block)\b/iu, /^paragraph$/u],
  [/\b(?:headings?|header|section|title)\b/iu, /^heading_/u],
  [/\b(?:to-?dos?|to do|check ?box(?:es)?|checklist item|tick ?box|task)\b/iu, /^to_do$/u],
  [/\b(?:bullets?|bullet point)\b/iu, /^bulleted_list_item$/u],
  [/\b(?:numbered(?: list)? item|step|numbered)\b/iu, /^numbered_list_item$/u],
  [/\b(?:quote|quotation)\b/iu, /^quote$/u],
  [/\bcallout\b/iu, /^callout$/u],
  [/\btoggle\b/iu, /^toggle$/u],
  [/\bcode\b/iu, /^code$/u],
  [/\b(?:image|picture|photo)\b/iu, /^image$/u],
  [/\b(?:bookmark|link|url)\b/iu, /^(?:bookmark|embed|link_preview)$/u],
  [/\b(?:divider|separator|rule)\b/iu, /^divider$/u],
];

const places: readonly [RegExp, number][] = [
  [/\b(?:first|1st|opening|top|initial|intro(?:duction|ductory)?)\b/iu, 0],
  [/\b(?:second|2nd)\b/iu, 1],
  [/\b(?:third|3rd)\b/iu, 2],
  [/\b(?:fourth|4th)\b/iu, 3],
  [/\b(?:fifth|5th)\b/iu, 4],
  [/\b(?:last|final|closing|bottom)\b/iu, -1],
];

const pointing =
  /\b(?:the|a|an|block|line|item|entry|one|that|which|says?|saying|reads?|reading|about|called|named|with|text|words?|on|of|in|for|to|page|only)\b/giu;

async function readBlocks(page: JsonObject, context: ResolveContext): Promise<Found[]> {
  const all: JsonObject[] = [];
  let opened = 0;
  const open = async (parent: JsonObject): Promise<void> => {
    opened += 1;
    for (const block of await readResults(context, 'notion.blocks.children.list', { page: parent })) {
      all.push(block);
      if (block.has_children === true && block.type !== 'child_page' && opened < OPENED)
        await open({ id: textOf(block.id), title: textOf(page.title), data_source: null });
    }
  };
  await open(page);
  return all.map((block, index) => {
    const type = textOf(block.type);
    const text = textOf(block.text);
    const value = { id: textOf(block.id), type, text };
    return {
      name: text || type.replaceAll('_', ' '),
      detail: `${type.replaceAll('_', ' ')}, number ${index + 1} on ${textOf(page.title)}`,
      value,
    };
  });
}

/** What is left of the words when position, type and pointing words are gone: what the block says. */
function content(said: string): string {
  const patterns = [...places, ...kindsOfBlock].map(([pattern]) => new RegExp(pattern.source, 'giu'));
  return [...patterns, pointing].reduce((text, pattern) => text.replace(pattern, ' '), said).trim();
}

function pick(said: string, blocks: readonly Found[]): readonly Found[] {
  const exact = blocks.filter(({ name }) => fold(name) === fold(said));
  if (exact.length) return exact;
  const type = kindsOfBlock.find(([word]) => word.test(said))?.[1];
  const typed = type ? blocks.filter(({ value }) => type.test(textOf(value.type))) : [];
  const pool = typed.length ? typed : blocks;
  const words = content(said);
  const place = places.find(([word]) => word.test(said))?.[1];
  if (fold(words) === '') {
    const one = pool.at(place ?? 0);
    if (type && !typed.length) return [];
    return place === undefined ? pool : one ? [one] : [];
  }
  const address = /https?:\/\/\S+/iu.exec(said)?.[0].replace(/\/$/u, '');
  if (address !== undefined) return blocks.filter(({ name }) => name.includes(address));
  for (const text of [said, words]) {
    const wanted = fold(text);
    const holding = pool.filter(({ name }) => fold(name).includes(wanted));
    if (holding.length) return holding;
  }
  return best(words, pool).found;
}

/** `notion.block`: by id, or on the page: by its words, its type or its place ("the first paragraph", "the backup to-do"). */
export const blockResolver: Resolver = async (words, context) => {
  const id = idIn(words);
  if (id !== undefined) {
    const block = await readOne(context, 'notion.blocks.retrieve', { block_id: id });
    if (!block) return { kind: 'missing', message: `Notion shares no block with the id ${id}.` };
    const value = { id, type: textOf(block.type), text: textOf(block.text) };
    return { kind: 'resolved', value, label: value.text || value.type, via: 'Notion blocks' };
  }
  let said = bare(words);
  let page = objectOf(context.resolved.page);
  const split = /^(.+?)\s+(?:on|of|in|from)\s+(.+)$/iu.exec(said);
  if (page.id === undefined && split) {
    const found = await pageResolver(split[2] ?? '', context);
    if (found.kind !== 'resolved') return found;
    page = objectOf(found.value);
    said = split[1] ?? said;
  }
  if (page.id === undefined) return { kind: 'missing', message: `I need the page that “${said}” is on.` };
  const blocks = await readBlocks(page, context);
  const where = `on “${textOf(page.title)}”`;
  const [only, ...others] = blocks;
  const found = only && !others.length && namesNothing(said) ? [only] : pick(said, blocks);
  return settle(said, found, `blocks of ${textOf(page.title)}`, 'block', where);
};
