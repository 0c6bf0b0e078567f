export { callsProblem, judgementOf } from './call-match.ts';
export { type FunctionResult, runFunctionTasks } from './run.ts';
export { type CategoryFigure, type FunctionSummary, summariseFunctions } from './summary.ts';
export { type FunctionRow, functionRowSchema, functionTask, readFunctionTasks } from './task.ts';
export type * from './types.ts';
