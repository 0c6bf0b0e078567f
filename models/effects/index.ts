export { executionF1 } from './f1.ts';
export type { Outcome, WrittenCall } from './outcome.ts';
export { createRunner, type Runner } from './runner.ts';
export { createScorer, type ScoreAnswer, type ScoreRequest } from './score.ts';
export { createWorld, type World } from './world.ts';
