import { z } from 'zod';
import { effectSchema, serviceSchema } from '../domain.ts';
import { route } from '../route.ts';

/** SHA-256 in lower-case hex. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/** What a person reads before a plug-in is installed or updated: all that it may do, in the words of its manifest. */
export const pluginConsentSchema = z.object({
  name: serviceSchema,
  title: z.string(),
  version: z.string(),
  origin: z.string(),
  /** It speaks to an emulator on this machine. */
  development: z.boolean(),
  /** Names exactly the files that were read; installing takes it, and refuses any others. */
  fingerprint: hashSchema,
  files: z.array(z.object({ name: z.string(), sha256: hashSchema, bytes: z.number().int() })),
  /** How its credential goes out, in one sentence. */
  credential: z.string(),
  permissions: z.array(z.string()),
  tools: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      effect: effectSchema,
      /** The sentence of the card, with `{name}` for values. */
      text: z.string(),
      undoText: z.string(),
      /** Most changes that one call may send; 0 for reads. */
      writes: z.number().int(),
      params: z.array(z.object({ name: z.string(), kind: z.string(), description: z.string(), required: z.boolean() })),
    }),
  ),
  /** What the person should know, most important first. */
  warnings: z.array(z.string()),
  /** What is different from the one that is installed; null where none is. */
  changes: z.array(z.string()).nullable(),
});
export type PluginConsent = z.infer<typeof pluginConsentSchema>;

/** A plug-in that is installed. */
export const installedPluginSchema = z.object({
  name: serviceSchema,
  title: z.string(),
  version: z.string(),
  origin: z.string(),
  development: z.boolean(),
  fingerprint: z.string(),
  installedAt: z.string(),
  tools: z.number().int(),
  permissions: z.array(z.string()),
  /** Why it is switched off; null while it is in use. */
  problem: z.string().nullable(),
});
export type InstalledPlugin = z.infer<typeof installedPluginSchema>;

/** A folder's path as typed: absolute. */
const folderSchema = z.string().trim().min(1).max(4096);

export const pluginRoutes = {
  list: route('plugin.list', z.object({}), z.array(installedPluginSchema)),
  /** Reads a folder and says what the plug-in in it may do; nothing is run and nothing is installed. */
  inspect: route('plugin.inspect', z.object({ folder: folderSchema, development: z.boolean() }), pluginConsentSchema),
  /** Installs or updates what was inspected. Files that changed since are refused. */
  install: route(
    'plugin.install',
    z.object({ folder: folderSchema, development: z.boolean(), fingerprint: hashSchema }),
    installedPluginSchema,
  ),
  remove: route('plugin.remove', z.object({ name: serviceSchema }), z.array(installedPluginSchema)),
} as const;
