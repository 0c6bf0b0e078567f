import type { StepView } from '../../shared/index.ts';
import type { Proposal } from '../inference/index.ts';

type Reason = Extract<Proposal, { kind: 'none' }>['reason'];

/** What a person is told when nothing was proposed. `services`: titles of the connected ones. */
export function sayNone(reason: Reason, services: readonly string[]): string {
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(services);
  switch (reason) {
    case 'not_a_request':
      return `I did nothing: that does not ask for something I can do in ${list}.`;
    case 'not_connected':
      return `I did nothing: none of my tools for ${list} does that.`;
    case 'missing_value':
      return 'I did nothing: something is missing. Say who or what it is about, and what it should be.';
  }
}

/** What a person is told at the end of a run, from its steps. */
export function sayDone(steps: readonly StepView[]): string {
  const lines = steps.map((step) => step.summary ?? step.effectText);
  return lines.length === 1
    ? `${lines[0]}${/[.!?]$/u.test(lines[0] ?? '') ? '' : '.'}`
    : `Done: ${lines.map((line) => line.replace(/\.$/u, '')).join('; ')}.`;
}

/** What a person is told when a step after the first stood in the way. */
export function sayStopped(steps: readonly StepView[], reason: string): string {
  const done = steps.filter((step) => step.state === 'succeeded').length;
  if (done === 0) return reason;
  return `${done === 1 ? 'The first step is done' : `The first ${done} steps are done`}, then I stopped. ${reason}`;
}
