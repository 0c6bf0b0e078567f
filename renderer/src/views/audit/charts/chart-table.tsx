import { number } from '../../../format/days.ts';
import { span } from '../../../format/time.ts';
import { strings } from '../../../strings.ts';
import type { Bucket } from './buckets.ts';

const words = strings.audit.charts;

/** The charts as a table; each line's name goes to its entries. Bars without calls are left out. */
export function ChartTable(props: { readonly buckets: readonly Bucket[]; readonly onPick: (bucket: Bucket) => void }) {
  const filled = props.buckets.filter((bucket) => bucket.calls > 0);
  return (
    <details className="raw chart-table">
      <summary>{words.asTable}</summary>
      <div className="result">
        <div className="result-scroll">
          <table>
            <thead>
              <tr>
                {[words.period, words.calls, ...Object.values(strings.verdict), words.cards, words.saved].map(
                  (title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {filled.reverse().map((bucket) => (
                <tr key={bucket.first}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => props.onPick(bucket)}>
                      {bucket.label}
                    </button>
                  </th>
                  {[bucket.calls, bucket.verdicts.allow, bucket.verdicts.ask, bucket.verdicts.deny, bucket.asked].map(
                    (value, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                      <td key={index} className="num">
                        {number(value)}
                      </td>
                    ),
                  )}
                  <td className="num">{span(bucket.savedSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </details>
  );
}
