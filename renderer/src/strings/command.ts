import type { Verdict } from '../../../shared/index.ts';

/** Words of the command view. */
export const command = {
  heading: 'What should be done?',
  label: 'Request',
  placeholder: 'refund $5 of Oskar’s latest payment',
  next: 'And next?',
  recent: 'Recent',
  suggestions: 'Try',
  tools: 'Calls by name',
  values: 'Values it takes',
  choices: 'Requests and calls to choose from',
  preview: 'Preview',
  previewing: 'Working out the call',
  nothingSent: 'Nothing is sent while you type.',
  run: 'Run',
  enter: { allow: 'Run it', ask: 'Go to approval', deny: 'Record the denial', choose: 'Choose one' } satisfies Record<
    Verdict | 'choose',
    string
  >,
  enterHint: {
    allow: 'It only does what is written here.',
    ask: 'You see it once more before anything is sent.',
    deny: 'Nothing will be sent; the denial goes into the log.',
    choose: 'You will be asked which one you mean.',
  } satisfies Record<Verdict | 'choose', string>,
  runsAs: 'Request',
  stop: 'Stop',
  dismiss: 'Clear',
  others: 'Also in progress',
  steps: 'Steps',
  step: (index: number) => `Step ${index}`,
  inLog: 'See it in the activity',
  took: (milliseconds: number) =>
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
  answeredBy: (model: string) => `Answered by ${model}, not by Thimble`,
  answerHint: 'Thimble did nothing, and did not check what it says.',
  keys: { move: 'choose', enter: 'run', escape: 'clear' },
} as const;
