import { diffLines } from 'diff';
import { strings } from '../../../strings.ts';

const marks = { added: '+', removed: '−', same: ' ' } as const;

/** The lines that two texts differ in, each with a sign as well as a colour; what is alike is left out but for its edges. */
export function TextDiff({
  before,
  after,
  label,
}: {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}) {
  if (before === after) return <p className="quiet">{strings.policies.history.same}</p>;
  const lines = diffLines(before, after).flatMap(({ value, added, removed }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    const all = value.replace(/\n$/u, '').split('\n');
    const kept = kind === 'same' && all.length > 6 ? [...all.slice(0, 3), '…', ...all.slice(-3)] : all;
    return kept.map((text) => ({ kind, text }) as const);
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <section className="diff" aria-label={label} tabIndex={0}>
      <pre>
        {lines.map(({ kind, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and the list is never changed
          <span key={at} className={`diff-${kind}`}>
            {kind !== 'same' && <span className="visually-hidden">{strings.policies.history[kind]}</span>}
            {`${marks[kind]} ${text}\n`}
          </span>
        ))}
      </pre>
    </section>
  );
}
