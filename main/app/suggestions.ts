import type { Accounts } from '../../shared/index.ts';

/** Requests that show what the demo workspace can do. */
const demo = [
  "refund $5 of Oskar's latest payment",
  'tell #releases that api v2.4.0 is out',
  'list open pull requests in api',
  'close infra #45 as completed',
  'list the tasks that are in progress',
  'merge the rate limiter PR',
  "what's new in #incidents",
];

/** Requests that make sense in any account, by service. */
const general: Readonly<Record<string, readonly string[]>> = {
  stripe: ['what is my Stripe balance?', 'list the latest payments'],
  github: ['list my open issues', 'show my GitHub notifications'],
  slack: ['list my Slack channels', 'remind me tomorrow at 9 to send the report'],
  notion: ['search Notion for the roadmap', 'who is in the Notion workspace?'],
};

/** Requests worth trying with what is connected. */
export function suggestionsFor({ use, services }: Accounts): readonly string[] {
  if (use === 'demo') return demo;
  return services.flatMap(({ service, accounts }) => (accounts.length > 0 ? (general[service] ?? []) : []));
}
