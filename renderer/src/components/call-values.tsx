import type { ReactNode } from 'react';
import type { ArgumentView, DecisionView, Provenance } from '../../../shared/index.ts';
import { isUnsure } from '../../../shared/unsure.ts';
import { sourceWords } from '../format/provenance.ts';
import { fieldName } from '../format/result.ts';
import { shellStore } from '../state/app.ts';
import { useStore } from '../state/store.ts';
import { strings } from '../strings.ts';
import { VerdictChip } from './chips.tsx';
import { Icon } from './icon.tsx';
import { SourceText, TextMarks } from './source-text.tsx';
import { VisibleText } from './visible-text.tsx';

/** Where a value came from; text that someone else wrote is marked and quoted. */
export function Source({ source }: { readonly source: Provenance }) {
  const { settings } = useStore(shellStore);
  const words = sourceWords(source, settings?.zone);
  return (
    <div className={words.tainted ? 'source source-tainted' : 'source'}>
      {words.text}
      {source.kind === 'result' && source.passage ? (
        <SourceText passage={source.passage} />
      ) : (
        words.quote !== null && (
          <q className="source-quote">
            <VisibleText text={words.quote} />
          </q>
        )
      )}
    </div>
  );
}

/** Says of a value that the model was not sure of it, and how sure it was; nothing of all others. */
function Unsure({ arg }: { readonly arg: ArgumentView }) {
  if (arg.confidence === null || !isUnsure(arg)) return null;
  return (
    <span className="value-unsure">
      <Icon name="question" size={14} />
      {strings.call.unsure(Math.round(arg.confidence * 100))}
    </span>
  );
}

/** Resolved values of a call, each with its origin. `extra` adds a control to a row. */
export function CallValues({
  args,
  extra,
}: {
  readonly args: readonly ArgumentView[];
  readonly extra?: (arg: ArgumentView) => ReactNode;
}) {
  if (args.length === 0) return null;
  return (
    <dl className="values" aria-label={strings.call.values}>
      {args.map((arg) => (
        <div
          className={isUnsure(arg) ? 'value-row value-row-unsure' : 'value-row'}
          key={arg.name}
          data-param={arg.name}
        >
          <dt title={arg.description || undefined}>{fieldName(arg.name)}</dt>
          <dd>
            <span className="value-label">
              <VisibleText text={arg.label} />
            </span>
            <TextMarks marks={arg.marks} />
            <Unsure arg={arg} />
            <Source source={arg.source} />
          </dd>
          {extra && <dd className="value-extra">{extra(arg)}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** The rules that gave the verdict, in their own words, each with what would change its answer. */
export function Rules({ decision }: { readonly decision: DecisionView }) {
  if (decision.rules.length === 0) return <p className="quiet">{strings.call.noRules}</p>;
  return (
    <ul className="rules" aria-label={strings.call.rules}>
      {decision.rules.map((rule) => (
        <li key={rule.id}>
          <span className={`dot dot-${rule.verdict}`} />
          <span>
            {rule.id.startsWith('learned-') && <strong className="by-rule">{strings.always.byRule}: </strong>}
            {rule.text}
          </span>
          <code className="rule-id">{rule.id}</code>
          {rule.change !== null && (
            <span className="rule-change">
              {strings.call.change} {rule.change}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Verdict and rules in one block. */
export function DecisionBlock({ decision }: { readonly decision: DecisionView }) {
  return (
    <div className="decision">
      <VerdictChip verdict={decision.verdict} />
      <Rules decision={decision} />
    </div>
  );
}
