export { type FoldedText, foldText } from './folded.ts';
export { looksLike, mixedWords, prototypeOf, skeleton } from './look-alikes.ts';
export { textMarks, visibleName } from './marks.ts';
export { isOneScript } from './scripts.ts';
