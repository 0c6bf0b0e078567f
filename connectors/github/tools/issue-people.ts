import type { KindValue } from '../../kit/guest.ts';

/** Logins to send; "none" is resolved to an empty login and clears. */
export function logins(users: readonly KindValue<'github.user'>[]): string[] {
  return users.map((user) => user.login).filter((login) => login !== '');
}

/** Label names to send; "none" is resolved to an empty name and clears. */
export function labelNames(labels: readonly string[]): string[] {
  return labels.filter((label) => label !== '');
}

/** `brightloom/api#118 “Rate limiter returns 500”`. */
export function issueText(issue: KindValue<'github.issue'>): string {
  const title = issue.title === '' ? '' : ` “${issue.title}”`;
  return `${issue.owner}/${issue.repo}#${issue.number}${title}`;
}
