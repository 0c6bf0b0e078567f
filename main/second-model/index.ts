export { readArguments } from './chat.ts';
export { checkSecondModel, createSecondModel, type SecondModelOptions } from './second-model.ts';
export type { SecondModelLimits } from './transport.ts';
export * from './types.ts';
