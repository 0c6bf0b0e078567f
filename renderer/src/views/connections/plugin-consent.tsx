import { useEffect, useRef } from 'react';
import type { PluginConsent as Consent } from '../../../../shared/index.ts';
import { Notice } from '../../components/notice.tsx';
import { strings } from '../../strings.ts';

const words = strings.plugins.consent;

function Values({ text }: { readonly text: string }) {
  return text.split(/(\{[a-z0-9_]+\})/u).map((part, index) => {
    const name = /^\{(.+)\}$/u.exec(part)?.[1];
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never move
    return name === undefined ? part : <var key={index}>{name.replaceAll('_', ' ')}</var>;
  });
}

/** A manifest's sentence, `Add “{title}”[ due {due}]`: values marked as such, and softer what is not always there. */
function Sentence({ text }: { readonly text: string }) {
  return (
    <span>
      {text.split(/(\[[^\]]*\])/u).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never move
        <span key={index} className={part.startsWith('[') ? 'plugin-maybe' : undefined}>
          <Values text={part.replace(/^\[|\]$/gu, '')} />
        </span>
      ))}
    </span>
  );
}

function Tool({ tool }: { readonly tool: Consent['tools'][number] }) {
  return (
    <li className="plugin-tool" data-tool={tool.name}>
      <p>
        <span className={`effect effect-${tool.effect}`}>{strings.effect[tool.effect]}</span>
        <Sentence text={tool.text} />
        {tool.writes > 1 && <span className="quiet"> ({words.writes(tool.writes)})</span>}
      </p>
      <details className="raw">
        <summary>
          <code>{tool.name}</code>
        </summary>
        <p className="quiet">{tool.description}</p>
        {tool.params.length > 0 && (
          <ul className="plugin-params" aria-label={words.values}>
            {tool.params.map((param) => (
              <li key={param.name}>
                <code>{param.name}</code> {param.description}{' '}
                <span className="quiet">
                  ({param.kind}
                  {param.required && `, ${words.required}`})
                </span>
              </li>
            ))}
          </ul>
        )}
        {tool.effect !== 'read' && <p className="quiet">{tool.undoText}</p>}
      </details>
    </li>
  );
}

/** All that a plug-in may do, to be read before it is installed. Nothing of it has run. */
export function PluginConsent({
  consent,
  busy,
  onYes,
  onNo,
}: {
  readonly consent: Consent;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const update = consent.changes !== null;
  // Read from the top, not from the button that opened it.
  useEffect(() => heading.current?.focus(), []);
  const [first = '', ...more] = consent.warnings;
  return (
    <section className="card plugin-consent" data-testid="plugin-consent" aria-labelledby="plugin-consent-heading">
      <h3 id="plugin-consent-heading" tabIndex={-1} ref={heading}>
        {(update ? words.update : words.install)(consent.title, consent.version)}
      </h3>
      <Notice tone="wait" title={first}>
        {more.length > 0 && (
          <ul>
            {more.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
      </Notice>
      {consent.changes && (
        <div className="plugin-part">
          <h4>{words.changes}</h4>
          <ul className="plugin-points">
            {consent.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className="plugin-facts">
        <div>
          <dt>{words.address}</dt>
          <dd>
            <code>{consent.origin}</code>
          </dd>
        </div>
        <div>
          <dt>{words.credential}</dt>
          <dd>{consent.credential}</dd>
        </div>
        <div>
          <dt>{words.needs}</dt>
          <dd>{consent.permissions.join(' · ')}</dd>
        </div>
      </dl>
      <div className="plugin-part">
        <h4>{words.tools}</h4>
        <ul className="plugin-tools">
          {consent.tools.map((tool) => (
            <Tool key={tool.name} tool={tool} />
          ))}
        </ul>
      </div>
      <p>{words.asks}</p>
      <details className="raw">
        <summary>{words.files}</summary>
        <ul className="plugin-files">
          {consent.files.map((file) => (
            <li key={file.name}>
              {file.name} <code>{file.sha256}</code>
            </li>
          ))}
        </ul>
      </details>
      <footer className="plugin-actions">
        <button type="button" className="button" onClick={onNo} disabled={busy}>
          {words.no}
        </button>
        <button type="button" className="button button-primary" onClick={onYes} disabled={busy}>
          {busy ? words.installing : update ? words.yesUpdate : words.yesInstall}
        </button>
      </footer>
    </section>
  );
}
