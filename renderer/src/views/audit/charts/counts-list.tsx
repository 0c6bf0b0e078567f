import { number } from '../../../format/days.ts';

/** One line: what is counted, how often, and what a click on it does. */
export interface CountLine {
  readonly key: string;
  readonly title: string;
  readonly calls: number;
  readonly onPick: () => void;
}

/** Counts as bars from the left, most first, each a button. */
export function CountsList({ title, lines }: { readonly title: string; readonly lines: readonly CountLine[] }) {
  const most = Math.max(1, ...lines.map((line) => line.calls));
  return (
    <figure className="chart">
      <figcaption>
        <strong>{title}</strong>
      </figcaption>
      <ul className="counts">
        {lines.map((line) => (
          <li key={line.key}>
            <button type="button" className="count-line" onClick={line.onPick}>
              <span className="count-title">{line.title}</span>
              <span className="count-bar" aria-hidden="true">
                <span style={{ width: `${(100 * line.calls) / most}%` }} />
              </span>
              <span className="num">{number(line.calls)}</span>
            </button>
          </li>
        ))}
      </ul>
    </figure>
  );
}
