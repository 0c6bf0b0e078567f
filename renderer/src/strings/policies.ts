import type { Verdict } from '../../../shared/index.ts';

/** Words of the policies. */
export const policies = {
  heading: 'Policies',
  intro: 'Deny beats ask, ask beats allow. What no rule allows is denied.',
  check: 'Check a request',
  checkDetail: 'See what the rules would say. Nothing is run.',
  checkPlaceholder: 'post the release notes to #general',
  checkButton: 'Check',
  problems: 'Some policy files have problems. The last valid set is in force.',
  source: 'Cedar source',
  group: { deny: 'Denied', ask: 'Asks a person', allow: 'Allowed' } satisfies Record<Verdict, string>,
  noCall: 'No call came of it.',
  none: 'No policies: everything is denied.',
} as const;
