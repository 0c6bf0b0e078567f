export * from './approve.ts';
export * from './learned-rules.ts';
