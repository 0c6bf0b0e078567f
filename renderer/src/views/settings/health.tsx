import type { DoctorCheck } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';

const looks: Record<DoctorCheck['state'], readonly [tone: string, icon: IconName]> = {
  ok: ['good', 'check'],
  warning: ['wait', 'warning'],
  missing: ['bad', 'cross'],
};

/** What `thimble doctor` says, with what to do about it. */
export function Health() {
  const checks = useLoad(() => call('app', 'doctor', {}), 'doctor');
  return (
    <section className="card health" aria-labelledby="health-heading">
      <h2 id="health-heading">{strings.settings.health}</h2>
      <p className="quiet">{strings.settings.healthDetail}</p>
      {checks.error && <ErrorNotice error={checks.error} />}
      <ul>
        {(checks.value ?? []).map((check) => {
          const [tone, icon] = looks[check.state];
          return (
            <li key={check.name}>
              <span className={`state state-${tone}`}>
                <Icon name={icon} size={14} />
                {strings.settings.state[check.state]}
              </span>
              <span className="health-name">{check.name}</span>
              <span>
                {check.detail}
                {check.hint && <span className="quiet"> {check.hint}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
