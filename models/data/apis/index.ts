export { isHeldOutProvider } from './operations.ts';
export { readPublicRows } from './public.ts';
export { type ForeignExample, type ForeignOptions, foreignExamples } from './stream.ts';
export { type UnseenTask, unseenTasks } from './unseen.ts';
