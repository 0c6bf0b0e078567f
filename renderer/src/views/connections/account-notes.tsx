import type { Account } from '../../../../shared/index.ts';
import { strings } from '../../strings.ts';

const words = strings.connections;

/** What to know of an account's token: remarks, what it cannot do, or that this cannot be told. */
export function AccountNotes({ account }: { readonly account: Account }) {
  const { remarks, cannot, scopes } = account;
  return (
    <>
      {remarks.map((remark) => (
        <p key={remark} className="account-remark">
          {remark}
        </p>
      ))}
      {cannot.length > 0 && (
        <details className="cannot">
          <summary>{words.cannot(cannot.length)}</summary>
          <ul>
            {cannot.map((one) => (
              <li key={one.tool}>
                {one.title} <code>{one.scopes.join(', ')}</code>
              </li>
            ))}
          </ul>
          <p className="quiet">{words.cannotHint}</p>
        </details>
      )}
      {scopes === null && <p className="field-hint">{words.scopesUnknown}</p>}
    </>
  );
}
