import type { AuditStatus, Effect, RunState, StepState, Verdict } from '../../shared/index.ts';
import { about } from './strings/about.ts';
import { always } from './strings/always.ts';
import { approval } from './strings/approval.ts';
import { audit } from './strings/audit.ts';
import { command } from './strings/command.ts';
import { connections } from './strings/connections.ts';
import { paused } from './strings/paused.ts';
import { plugins } from './strings/plugins.ts';
import { policies } from './strings/policies.ts';
import { quick } from './strings/quick.ts';
import { settings } from './strings/settings.ts';
import { settle } from './strings/settle.ts';
import { sourceText } from './strings/source-text.ts';
import { tour } from './strings/tour.ts';

/** Every word of the window, in one place. Sentences of the main process (errors, rules, effects) arrive as they are. */
export const strings = {
  appName: 'Thimble',
  skip: 'Skip to content',
  views: {
    label: 'Views',
    command: 'Command',
    approvals: 'Approvals',
    audit: 'Activity',
    policies: 'Policies',
    connections: 'Connections',
    settings: 'Settings',
  },
  keys: {
    enter: 'Enter',
    approve: 'Ctrl+Enter',
    view: (view: string, digit: number) => `${view} (Ctrl+${digit})`,
  },
  status: {
    demo: 'Demo workspace',
    demoDetail: 'Nothing here reaches a real account.',
    modelReady: (name: string, device: string) => `${name} on ${device}`,
    modelMissing: 'The model is not ready',
    waiting: (count: number) => (count === 1 ? '1 approval waits' : `${count} approvals wait`),
    problems: 'Thimble needs attention',
    review: 'Review',
    hide: 'Hide',
  },
  verdict: { allow: 'Allowed', ask: 'Asks you', deny: 'Denied' } satisfies Record<Verdict, string>,
  effect: {
    read: 'Reads',
    write: 'Makes a change',
    money: 'Moves money',
    destructive: 'Hard to take back',
  } satisfies Record<Effect, string>,
  stepState: {
    decided: 'Decided',
    waiting: 'Waits for you',
    running: 'Running',
    succeeded: 'Done',
    failed: 'Failed',
    denied: 'Denied by a rule',
    refused: 'You said no',
    unknown: 'Unknown: check in the service',
  } satisfies Record<StepState, string>,
  runState: {
    thinking: 'Working out the call',
    choosing: 'A question for you',
    waiting: 'Waits for your approval',
    running: 'Running',
    done: 'Done',
    stopped: 'Stopped',
    failed: 'Failed',
  } satisfies Record<RunState, string>,
  auditStatus: {
    intent: 'In progress',
    succeeded: 'Done',
    failed: 'Failed',
    denied: 'Denied by a rule',
    refused: 'Refused by a person',
    unknown: 'Unknown: check',
  } satisfies Record<AuditStatus, string>,
  source: {
    words: (text: string) => `you said “${text}”`,
    resolver: (text: string, via: string) => `“${text}”, found through ${via}`,
    result: (step: number) => `copied from what step ${step} returned`,
    person: 'you typed it',
    logged: (when: string) => `kept from the call of ${when}`,
    model: 'chosen by the model',
    heading: 'Where it came from',
  },
  command,
  call: {
    as: (account: string) => `as ${account}`,
    proposedBy: (model: string) => `Proposed by ${model}, not by Needle`,
    values: 'Values',
    unsure: (percent: number) => `Check this: Needle is ${percent}% sure`,
    rules: 'Rules that decided',
    noRules: 'No rule matched, so the answer is no.',
    change: 'What would change it:',
    service: 'Service',
    result: 'What came back',
    raw: 'As data',
    more: (count: number) => `and ${count} more`,
    empty: 'Nothing came back.',
  },
  undo: {
    heading: 'Undo',
    one: (text: string) => `Undo: ${text.replace(/\.$/u, '')}`,
    several: (count: number) => `Undo these ${count} steps`,
    done: (when: string) => `Undone, ${when}`,
    seeUndo: 'See what undid it',
    seeAttempt: (status: AuditStatus) => (status === 'succeeded' ? 'See what was undone last' : 'See the last attempt'),
    undoes: 'Takes back an earlier call',
    seeUndone: 'See that call',
  },
  question: { hint: 'Pick one with the arrow keys and Enter, or press its number.', choose: 'Use this one' },
  about,
  always,
  approval,
  audit,
  policies,
  connections,
  paused,
  plugins,
  quick,
  settings,
  settle,
  sourceText,
  tour,
  loading: 'Loading',
  retry: 'Try again',
  loadMore: 'Load more',
  noBridge: {
    message: 'This page only works inside Thimble.',
    hint: 'Run npm start and open the address that it prints.',
  },
} as const;
