import { type FormEvent, useState } from 'react';
import type { PluginConsent as Consent, ErrorBody } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { refreshInfo } from '../../state/connect.ts';
import { strings } from '../../strings.ts';
import { InstalledPlugin } from './installed-plugin.tsx';
import { PluginConsent } from './plugin-consent.tsx';

/** What was asked to be installed, as it was looked at. */
interface Offer {
  readonly folder: string;
  readonly development: boolean;
  readonly consent: Consent;
}

/** The plug-ins: those that are installed, and a folder to install one from after reading what it may do. */
export function PluginsSection() {
  const list = useLoad(() => call('plugin', 'list', {}), 'plugins');
  const [folder, setFolder] = useState('');
  const [development, setDevelopment] = useState(false);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [installed, setInstalled] = useState<string | null>(null);

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(null);
    setInstalled(null);
    try {
      await work();
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  }
  const look = (event: FormEvent): void => {
    event.preventDefault();
    setOffer(null);
    void attempt(async () => {
      setOffer({ folder, development, consent: await call('plugin', 'inspect', { folder, development }) });
    });
  };
  const install = ({ consent, ...input }: Offer): void =>
    void attempt(async () => {
      const { title } = await call('plugin', 'install', { ...input, fingerprint: consent.fingerprint });
      setOffer(null);
      setFolder('');
      setDevelopment(false);
      setInstalled(strings.plugins.installed(title));
      list.reload();
      await refreshInfo();
    });
  const remove = (name: string): void =>
    void attempt(async () => {
      await call('plugin', 'remove', { name });
      list.reload();
      await refreshInfo();
    });

  const plugins = list.value ?? [];
  return (
    <section className="plugins" aria-labelledby="plugins-heading">
      <h2 id="plugins-heading">{strings.plugins.heading}</h2>
      <p className="quiet">{strings.plugins.intro}</p>
      {list.error && <ErrorNotice error={list.error} />}
      {list.value && plugins.length === 0 && <p>{strings.plugins.none}</p>}
      {plugins.length > 0 && (
        <ul className="connections">
          {plugins.map((plugin) => (
            <InstalledPlugin key={plugin.name} plugin={plugin} onRemove={() => remove(plugin.name)} />
          ))}
        </ul>
      )}
      <form className="plugin-form" onSubmit={look}>
        <label className="field-name" htmlFor="plugin-folder">
          {strings.plugins.folder}
        </label>
        <div className="plugin-folder">
          <input
            id="plugin-folder"
            value={folder}
            placeholder={strings.plugins.folderPlaceholder}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setFolder(event.target.value)}
          />
          <button type="submit" className="button" disabled={busy || folder.trim() === ''}>
            {busy && !offer ? strings.plugins.looking : strings.plugins.look}
          </button>
        </div>
        <label className="day">
          <input type="checkbox" checked={development} onChange={(event) => setDevelopment(event.target.checked)} />
          {strings.plugins.developmentBox}
        </label>
      </form>
      {error && <ErrorNotice error={error} />}
      {installed && <Notice tone="good" title={installed} />}
      {offer && (
        <PluginConsent
          key={offer.consent.fingerprint}
          consent={offer.consent}
          busy={busy}
          onYes={() => install(offer)}
          onNo={() => setOffer(null)}
        />
      )}
    </section>
  );
}
