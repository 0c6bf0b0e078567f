import type { Account, Accounts } from '../../../shared/index.ts';
import { line } from './print.ts';

function stateText({ state, since, expiresAt }: Account): string {
  switch (state) {
    case 'ok':
      return expiresAt === null ? 'ok' : `ok, expires ${expiresAt.slice(0, 10)}`;
    case 'expires_soon':
      return `EXPIRES ${(expiresAt ?? '').slice(0, 10)}`;
    case 'expired':
      return `EXPIRED ${(expiresAt ?? '').slice(0, 10)}: needs a new token`;
    case 'refused':
      return `REFUSED since ${(since ?? '').slice(0, 10)}: needs a new token`;
  }
}

/** An account: whose it is, its state, and what its token cannot do. */
export function accountLines(account: Account): string[] {
  const { name, isDefault, owner, workspace, email, remarks, cannot, scopes } = account;
  const whose = [owner, ...(workspace ? [workspace] : []), ...(email ? [email] : [])].join(', ');
  return [
    `  ${isDefault ? '*' : ' '} ${line(name)}: ${line(whose)}   [${stateText(account)}]`,
    ...remarks.map((remark) => `      ${line(remark)}`),
    ...cannot.map((one) => `      cannot: ${line(one.title.toLowerCase())} (${one.scopes.map(line).join(', ')})`),
    ...(scopes === null ? ['      What the token may do cannot be asked for; a call that it may not make fails.'] : []),
  ];
}

/** All services with their accounts. */
export function accountsLines({ use, services, problems }: Accounts): string[] {
  return [
    use === 'demo' ? 'In use: the demo workspace.' : 'In use: your accounts.',
    ...services.flatMap(({ service, title, accounts, guide }) => [
      `${title} (${service})`,
      ...(accounts.length > 0
        ? accounts.flatMap(accountLines)
        : [guide === null ? '    needs no account' : '    not connected']),
    ]),
    ...problems.map((problem) => `! ${line(problem)}`),
  ];
}
