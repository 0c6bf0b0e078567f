export { features } from './features.ts';
export {
  callText,
  contextText,
  findWords,
  isBoundary,
  promptText,
  type ResultField,
  resultFields,
  resultText,
  writing,
} from './format.ts';
export { loadNeedle } from './load.ts';
export { mark } from './marks.ts';
export { createShortlister } from './shortlister.ts';
export * from './types.ts';
