import type { Json } from '../../../shared/index.ts';
import { fieldName, type ReadableResult, readableResult } from '../format/result.ts';
import { strings } from '../strings.ts';
import { VisibleText } from './visible-text.tsx';

function Shape({ result }: { readonly result: Exclude<ReadableResult, { kind: 'empty' }> }) {
  switch (result.kind) {
    case 'text':
      return (
        <p className="result-text">
          <VisibleText text={result.text} />
        </p>
      );
    case 'list':
      return (
        <ul className="result-list">
          {result.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items of a result have no identity and never move
            <li key={index}>
              <VisibleText text={item} />
            </li>
          ))}
        </ul>
      );
    case 'fields':
      return (
        <dl className="result-fields">
          {result.fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <VisibleText text={value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <div className="result-scroll">
          <table>
            <thead>
              <tr>
                {result.columns.map((column) => (
                  <th key={column} scope="col">
                    {fieldName(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {result.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a result have no identity and never move
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={result.columns[column]}>
                      <VisibleText text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

/** What a service returned, as text only: never as markup. */
export function Result({ value }: { readonly value: Json }) {
  const result = readableResult(value);
  if (result.kind === 'empty') return <p className="quiet">{strings.call.empty}</p>;
  const more = result.kind === 'table' || result.kind === 'list' ? result.more : 0;
  return (
    <div className="result">
      <Shape result={result} />
      {more > 0 && <p className="quiet">{strings.call.more(more)}</p>}
      <RawData value={value} />
    </div>
  );
}

/** The same as JSON, folded away. */
export function RawData({ value, label = strings.call.raw }: { readonly value: Json; readonly label?: string }) {
  return (
    <details className="raw">
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
      <pre tabIndex={0}>
        <VisibleText text={JSON.stringify(value, null, 2)} />
      </pre>
    </details>
  );
}
