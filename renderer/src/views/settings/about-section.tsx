import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import type { AppInfo } from '../../state/types.ts';
import { strings } from '../../strings.ts';
import { Diagnostics } from './diagnostics.tsx';
import { Licences } from './licences.tsx';

const words = strings.about;

/** What the app is, where its things are, and what to send to somebody who helps. */
export function AboutSection({ info }: { readonly info: AppInfo | null }) {
  const about = useLoad(() => call('app', 'about', {}), 'about');
  return (
    <section className="card settings about" aria-labelledby="about-heading">
      <h2 id="about-heading">{words.heading}</h2>
      {about.error && <ErrorNotice error={about.error} />}
      {info && about.value && (
        <dl>
          <dt>{words.version}</dt>
          <dd>{words.versionOf(info.version, info.host)}</dd>
          <dt>{words.licence}</dt>
          <dd>{about.value.licence}</dd>
          <dt>{words.model}</dt>
          <dd>
            {info.model.name}
            <span className="field-hint">{words.modelCard(about.value.modelCard)}</span>
          </dd>
          <dt>{words.key}</dt>
          <dd>
            <code>{about.value.fingerprint}</code>
            <span className="field-hint">{words.keyHint}</span>
          </dd>
          <dt>{words.folder}</dt>
          <dd>{about.value.dataFolder}</dd>
          <dt>{words.log}</dt>
          <dd>
            {about.value.appLog}
            <span className="field-hint">{words.logHint}</span>
          </dd>
        </dl>
      )}
      <Diagnostics />
      <Licences />
    </section>
  );
}
