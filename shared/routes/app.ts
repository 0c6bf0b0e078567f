import { z } from 'zod';
import { serviceSchema } from '../domain.ts';
import { route } from '../route.ts';

/** One line of `thimble doctor`. */
export const doctorCheckSchema = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warning', 'missing']),
  detail: z.string(),
  hint: z.string(),
});
export type DoctorCheck = z.infer<typeof doctorCheckSchema>;

/** What runs the model, and how others did. `name` is in words; one of `milliseconds` and `problem` is null. */
export const deviceReportSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  tried: z.array(
    z.object({
      name: z.string(),
      /** For a prompt and an answer of usual length. */
      milliseconds: z.number().nullable(),
      /** Why it cannot be used. */
      problem: z.string().nullable(),
      chosen: z.boolean(),
    }),
  ),
});
export type DeviceReport = z.infer<typeof deviceReportSchema>;

export const connectionSchema = z.object({
  service: serviceSchema,
  title: z.string(),
  mode: z.enum(['demo', 'account', 'none']),
  account: z.string().nullable(),
  origin: z.string(),
  tools: z.number().int(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** A model of the person's choice, asked about requests that Needle has no call for. Its key is in the keychain. */
export const secondModelSettingsSchema = z.object({
  on: z.boolean(),
  /** Of an OpenAI-compatible API, with its path: `http://127.0.0.1:11434/v1`. */
  address: z.string().max(500),
  /** The name by which the server knows the model. */
  model: z.string().max(200),
  /** The address may be of another machine: the words of such requests then leave this one. */
  otherHosts: z.boolean(),
});
export type SecondModelSettings = z.infer<typeof secondModelSettingsSchema>;

/** What words that leave it open mean; empty where a person chose nothing. */
export const defaultsSchema = z.object({
  /** Login of a GitHub user or organisation. */
  githubOwner: z.string().max(39),
  /** Name of a Slack channel, without the `#`. */
  slackChannel: z.string().max(80),
});

/** `zone` is an IANA time zone; working hours are local, 24-hour `HH:MM`, on `days` (1 = Monday … 7 = Sunday). */
export const settingsSchema = z.object({
  zone: z.string(),
  workingHours: z.object({ start: z.string(), end: z.string(), days: z.array(z.number().int().min(1).max(7)) }),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  shortcut: z.string(),
  approvalMinutes: z.number().int().min(1).max(60),
  /** Confidence of a call, 0 to 1, below which the person is asked whether it is what they mean. 0: never. */
  askBelow: z.number().min(0).max(0.95),
  /** Client ID of the person's own OAuth app for signing in to GitHub; empty where there is none. Not a secret. */
  githubClientId: z.string().max(200),
  secondModel: secondModelSettingsSchema,
  /** Days that texts are kept in the log; null keeps them for ever. */
  auditKeepDays: z.number().int().min(7).max(3650).nullable(),
  /** Whether an approval that opens while no window is in front is told by a notification of the system. */
  notifications: z.boolean(),
  defaults: defaultsSchema,
  /** The step of the first-run tour that is shown, from 0; null when it is over or was skipped. */
  tour: z.number().int().min(0).max(4).nullable(),
  /** Nothing new runs, and nothing is looked up, until a person turns this off again. */
  paused: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The system-wide shortcut of the quick command: whether it is in force, and what to do where it is not. */
export const shortcutStateSchema = z.object({
  active: z.boolean(),
  /** Why it is not in force, in words. */
  why: z.string().nullable(),
  /** It is registered, but the system (Wayland) may never pass it on. */
  mayNotArrive: z.boolean(),
  /** What `XDG_CURRENT_DESKTOP` says, such as `GNOME`; empty elsewhere. */
  desktop: z.string(),
  /** The command that opens the quick command in the running app; a shortcut of the system can be bound to it. */
  command: z.string(),
});
export type ShortcutState = z.infer<typeof shortcutStateSchema>;

/** Whether the app starts when the person logs in; not `available` where the host cannot see to it. */
export const loginStartSchema = z.object({ available: z.boolean(), on: z.boolean() });
export type LoginStart = z.infer<typeof loginStartSchema>;

/** What the app is and where its things are. Paths are absolute. */
export const aboutSchema = z.object({
  /** SPDX identifier. */
  licence: z.string(),
  /** The file that says what the model is, what it was trained on and where it fails. */
  modelCard: z.string(),
  /** Of the key that signs the log, for people to compare. */
  fingerprint: z.string(),
  dataFolder: z.string(),
  /** The newest file that says how the app fared. */
  appLog: z.string(),
});
export type About = z.infer<typeof aboutSchema>;

export const appRoutes = {
  info: route(
    'app.info',
    z.object({}),
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'browser', 'terminal']),
      demo: z.boolean(),
      /** ISO 8601 with offset: the clock the agent uses. */
      now: z.string(),
      model: z.object({ name: z.string(), device: z.string(), ready: z.boolean(), problem: z.string().nullable() }),
      keychain: z.string(),
      problems: z.array(z.string()),
      /** Null where the host has no windows. */
      shortcut: shortcutStateSchema.nullable(),
    }),
  ),
  connections: route('app.connections', z.object({}), z.array(connectionSchema)),
  doctor: route('app.doctor', z.object({}), z.array(doctorCheckSchema)),
  /** Tries every device again, which takes a minute or two; what it finds is used from the next start on. */
  measureDevices: route('app.measure_devices', z.object({}), deviceReportSchema),
  about: route('app.about', z.object({}), aboutSchema),
  /** Licences of what Thimble ships with. */
  notices: route('app.notices', z.object({}), z.object({ text: z.string() })),
  /** Versions and the doctor's checks as text to send to somebody, without secrets. */
  diagnostics: route('app.diagnostics', z.object({}), z.object({ text: z.string() })),
  loginStart: route('app.login_start', z.object({}), loginStartSchema),
  setLoginStart: route('app.set_login_start', z.object({ on: z.boolean() }), loginStartSchema),
  settings: route('app.settings', z.object({}), settingsSchema),
  saveSettings: route('app.save_settings', settingsSchema, settingsSchema),
} as const;
