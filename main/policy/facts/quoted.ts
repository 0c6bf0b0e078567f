import type { KindName, ToolDefinition } from '../../../connectors/index.ts';
import type { Provenance } from '../../../shared/index.ts';

const passage =
  /"[^"]*"|“[^”]*”|«[^»]*»|(?<!\p{L})'(?:[^']|(?<=\p{L})'(?=\p{L}))*'(?!\p{L})|(?<!\p{L})‘[^’]*’(?!\p{L})/gu;
/** A second sentence: a name or a title is one, somebody's message is several. */
const severalSentences = /[.!?:;…]\s+\p{L}/u;
/** Kinds that are written as said rather than point at a record. */
const writtenAsSaid: readonly KindName[] = [
  'github.label',
  'github.branch',
  'notion.properties',
  'notion.icon',
  'notion.day',
];

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Whether words stand in a request only inside somebody's quoted text: quotation marks around several sentences. */
export function onlyQuoted(words: string, request: string): boolean {
  const quotes = [...request.matchAll(passage)].map(([text]) => text).filter((text) => severalSentences.test(text));
  const outside = quotes.reduce((rest, text) => rest.replace(text, ' '), request);
  const said = fold(words);
  return said !== '' && !fold(outside).includes(said) && quotes.some((text) => fold(text).includes(said));
}

/** The records of a call that only quoted text names: parameter name and the words. */
export function quotedRecords(
  tool: ToolDefinition,
  sources: Readonly<Record<string, Provenance>>,
  request: string,
): readonly { readonly name: string; readonly words: string }[] {
  return Object.entries(tool.params).flatMap(([name, { kind }]) => {
    const source = sources[name];
    if (!/^(?:stripe|github|slack|notion)\./u.test(kind) || writtenAsSaid.includes(kind)) return [];
    if (source?.kind !== 'words' && source?.kind !== 'resolver') return [];
    return onlyQuoted(source.text, request) ? [{ name, words: source.text }] : [];
  });
}
