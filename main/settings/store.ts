import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Settings, settingsSchema, ThimbleError } from '../../shared/index.ts';
import { checkSecondModel } from '../second-model/index.ts';

/** What the file holds: what the person has saved. */
const savedSchema = settingsSchema.partial();

/** Settings kept as one JSON file; never a secret. */
export interface SettingsFile {
  get(): Settings;
  /** Answers what is in force afterwards. @throws ThimbleError `bad_input` (zone, hours) or `storage_unavailable` */
  save(settings: Settings): Settings;
  /** What was wrong with the file when it was read; null when nothing was. */
  readonly problem: string | null;
}

function defaults(): Settings {
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    workingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] },
    theme: 'system',
    shortcut: 'CommandOrControl+Shift+Space',
    approvalMinutes: 10,
    // On the development tasks, seven of the eight calls below it were wrong.
    askBelow: 0.3,
    auditKeepDays: null,
    githubClientId: '',
    // Where Ollama listens; nothing is asked there until a person turns it on.
    secondModel: { on: false, address: 'http://127.0.0.1:11434/v1', model: '', otherHosts: false },
    notifications: true,
    defaults: { githubOwner: '', slackChannel: '' },
    tour: 0,
    paused: false,
  };
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/u;

function checkDefaults({ githubOwner, slackChannel }: Settings['defaults']): void {
  // https://docs.github.com/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
  if (!/^(?:[a-z\d](?:[a-z\d]|-(?=[a-z\d]))*(?:_[a-z\d]+)?)?$/iu.test(githubOwner))
    throw new ThimbleError(
      'bad_input',
      `“${githubOwner}” cannot be the name of a GitHub user or organization.`,
      'Write it as in the address: github.com/NAME. Letters, digits and single hyphens.',
    );
  // https://docs.slack.dev/reference/methods/conversations.create
  if (!/^[\p{L}\p{N}_-]{0,80}$/u.test(slackChannel) || slackChannel !== slackChannel.toLowerCase())
    throw new ThimbleError(
      'bad_input',
      `“${slackChannel}” cannot be the name of a Slack channel.`,
      'Write it as Slack shows it, without the #: lower-case letters, digits, hyphens and underscores.',
    );
}

function check(settings: Settings): Settings {
  try {
    new Intl.DateTimeFormat('en', { timeZone: settings.zone });
  } catch (cause) {
    throw new ThimbleError(
      'bad_input',
      `There is no time zone called “${settings.zone}”.`,
      'Use a name like Europe/Berlin.',
      { cause },
    );
  }
  const { start, end } = settings.workingHours;
  if (!clock.test(start) || !clock.test(end) || start >= end)
    throw new ThimbleError(
      'bad_input',
      'Working hours need a start before their end.',
      'Write both as HH:MM, for example 09:00 and 18:00.',
    );
  checkDefaults(settings.defaults);
  checkSecondModel(settings.secondModel);
  return settings;
}

/**
 * Opens the settings in a folder. A file that cannot be read is kept beside (`settings.invalid.json`) and defaults are
 * used, so that nothing a person wrote is lost.
 * @param overrides what is so until the person saves something else; asked for each time
 */
export function openSettings(folder: string, overrides: () => Partial<Settings> = () => ({})): SettingsFile {
  const file = join(folder, 'settings.json');
  let problem: string | null = null;
  let saved: z.infer<typeof savedSchema> = {};
  const current = (): Settings => settingsSchema.parse({ ...defaults(), ...overrides(), ...saved });
  if (existsSync(file)) {
    try {
      const parsed = savedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      check(settingsSchema.parse({ ...current(), ...parsed }));
      saved = parsed;
    } catch {
      problem =
        'The settings file could not be read; defaults are used and the old file is kept as settings.invalid.json.';
      try {
        copyFileSync(file, join(folder, 'settings.invalid.json'));
      } catch (thrown) {
        problem = `The settings file could not be read or copied (${thrown instanceof Error ? thrown.name : 'error'}); defaults are used.`;
      }
    }
  }
  return {
    problem,
    get: current,
    save(settings) {
      const next = check(settingsSchema.parse(settings));
      // What is so for the time being is not thereby the person's wish.
      const passing: Partial<Settings> = overrides();
      const isPassing = (name: string): boolean => {
        const key = name as keyof Settings;
        return saved[key] === undefined && passing[key] !== undefined && passing[key] === next[key];
      };
      const kept = Object.fromEntries(Object.entries(next).filter(([name]) => !isPassing(name)));
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (cause) {
        throw new ThimbleError(
          'storage_unavailable',
          'The settings could not be written.',
          'Check that the data folder exists and can be written.',
          { cause },
        );
      }
      saved = savedSchema.parse(kept);
      return current();
    },
  };
}
