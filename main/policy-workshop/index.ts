export { questionLines } from './question-lines.ts';
export type { CaseSource, Confirmer, Edited, LooseningQuestion, PolicyWorkshop } from './types.ts';
export { createPolicyWorkshop, type PolicyWorkshopOptions } from './workshop.ts';
