import { findHidden, type HiddenKind } from '../../../shared/index.ts';

/** What the kinds are called in rules' sentences. */
const called: Readonly<Record<HiddenKind, string>> = {
  bidi: 'characters that change the order of what is read',
  invisible: 'characters that are not seen',
  tag: 'letters that nobody sees and a model can read',
  selector: 'selectors that can hide data',
  control: 'control characters',
  private: 'private-use characters',
};

/** The kinds of hidden characters in outgoing texts, and how people call them. */
export function hiddenText(values: readonly (readonly string[])[]): {
  readonly kinds: HiddenKind[];
  readonly words: string;
} {
  const kinds = [...new Set(values.flat().flatMap((text) => findHidden(text).map(({ kind }) => kind)))].sort();
  return { kinds, words: kinds.map((kind) => called[kind]).join(' and ') };
}
