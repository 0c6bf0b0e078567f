import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const effects = /^(?:permit|forbid)\b/u;
const keywords = /^(?:when|unless|if|then|else|in|has|like|is)\b/u;
const atoms = /^(?:true|false)\b/u;
const variables = /^(?:principal|action|resource|context)\b/u;

function token(stream: StringStream): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match('//')) {
    stream.skipToEnd();
    return 'comment';
  }
  // Strings of Cedar end on their line.
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/u)) return 'string';
  if (stream.match(/^@[a-z_]+/u)) return 'meta';
  if (stream.match(effects)) return 'keyword';
  if (stream.match(keywords)) return 'controlKeyword';
  if (stream.match(atoms)) return 'bool';
  if (stream.match(variables)) return 'variableName';
  if (stream.match(/^\d+/u)) return 'number';
  if (stream.match(/^(?:&&|\|\||[=!<>]=|[!<>+*-]|::)/u)) return 'operator';
  if (stream.match(/^[A-Z][A-Za-z0-9_]*/u)) return 'typeName';
  if (stream.match(/^[a-z_][A-Za-z0-9_]*/u)) return 'propertyName';
  stream.next();
  return null;
}

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: tags.meta, color: 'var(--wait)' },
  { tag: tags.keyword, color: 'var(--bad)', fontWeight: '650' },
  { tag: tags.controlKeyword, color: 'var(--thread)', fontWeight: '600' },
  { tag: [tags.bool, tags.number], color: 'var(--wait)' },
  { tag: [tags.variableName, tags.typeName], color: 'var(--thread)' },
]);

/** Cedar's syntax in colours, as https://docs.cedarpolicy.com/policies/syntax-grammar.html has it. */
export function cedarLanguage(): Extension {
  const language = StreamLanguage.define({
    name: 'cedar',
    token: (stream) => token(stream),
    languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
  });
  return [language, syntaxHighlighting(colours)];
}
