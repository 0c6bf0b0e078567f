import { ThimbleError } from '../../../shared/index.ts';
import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

const clockTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The app itself: what it is, what it is connected to, settings. */
export function appHandlers({ app, settings }: Services): DomainHandlers<'app'> {
  return {
    info: () => app.info(),
    connections: async () => [...(await app.connections())],
    doctor: async () => [...(await app.doctor())],
    measureDevices: () => app.measureDevices(),
    about: () => app.about(),
    notices: async () => ({ text: await app.notices() }),
    diagnostics: async () => ({ text: await app.diagnostics() }),
    loginStart: () => app.loginStart(),
    setLoginStart: ({ on }) => app.setLoginStart(on),
    settings: () => settings.get(),
    saveSettings: (wanted) => {
      if (!isZone(wanted.zone))
        throw new ThimbleError(
          'bad_input',
          `There is no time zone called "${wanted.zone}".`,
          'Use an IANA name such as Europe/Berlin.',
        );
      const { start, end } = wanted.workingHours;
      if (!clockTime.test(start) || !clockTime.test(end) || start >= end)
        throw new ThimbleError(
          'bad_input',
          'Working hours need a start before their end, as 24-hour HH:MM.',
          'For example 09:00 to 17:30.',
        );
      if (!/^[\w.-]{0,64}$/u.test(wanted.githubClientId))
        throw new ThimbleError(
          'bad_input',
          'That is not the client ID of an OAuth app.',
          'It is on the page of the app on github.com: letters, digits and dots, and no secret.',
        );
      return settings.save(wanted);
    },
  };
}
