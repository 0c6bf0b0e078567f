export {
  type ForeignExample,
  type ForeignOptions,
  foreignExamples,
  isHeldOutProvider,
  type UnseenTask,
  unseenTasks,
} from './apis/index.ts';
export { type Example, exampleForm } from './compose.ts';
export { generate, type Skipped } from './generate.ts';
export { madeUpResult } from './results.ts';
export { Rng } from './rng.ts';
export { publicTools } from './tools.ts';
