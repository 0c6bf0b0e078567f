import type { KindName, ToolDefinition } from '../../../connectors/index.ts';
import type { Provenance } from '../../../shared/index.ts';
import { foldWords, saysWords } from './words.ts';

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
  'notion.former',
];

/** Somebody's texts in a request: quotation marks around several sentences. */
function passages(request: string): string[] {
  return [...request.matchAll(passage)].map(([text]) => text).filter((text) => severalSentences.test(text));
}

/** A request without the texts of others that it quotes. */
export function withoutQuoted(request: string): string {
  return passages(request).reduce((rest, text) => rest.replace(text, () => ' '), request);
}

/** Whether words stand in a request only inside somebody's quoted text: quotation marks around several sentences. */
export function onlyQuoted(words: string, request: string): boolean {
  const said = foldWords(words);
  return (
    said !== '' &&
    !saysWords(withoutQuoted(request), said) &&
    passages(request).some((text) => foldWords(text).includes(said))
  );
}

/** The records of a call that only quoted text names: parameter name and the words. `sources`: of every item. */
export function quotedRecords(
  tool: ToolDefinition,
  sources: Readonly<Record<string, readonly Provenance[]>>,
  request: string,
): readonly { readonly name: string; readonly words: string }[] {
  return Object.entries(tool.params).flatMap(([name, { kind }]) => {
    if (!/^(?:stripe|github|slack|notion)\./u.test(kind) || writtenAsSaid.includes(kind)) return [];
    return (sources[name] ?? [])
      .filter((source) => source.kind === 'words' || source.kind === 'resolver')
      .filter(({ text }) => onlyQuoted(text, request))
      .map(({ text }) => ({ name, words: text }));
  });
}
