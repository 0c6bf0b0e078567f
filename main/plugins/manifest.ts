import { z } from 'zod';
import { dotted, headerName, headerValue, readPath, words } from './fields.ts';
import { authSchema } from './manifest-auth.ts';
import { toolSchema } from './manifest-tool.ts';
import { isFreeName, isFreeTitle } from './names.ts';

/** `thimble.json`, format 1: everything that Thimble knows of a plug-in. docs/writing-a-connector.md has every field. */
export const manifestSchema = z
  .strictObject({
    format: z.literal(1, 'must be 1'),
    name: z
      .string('must be a text')
      .regex(/^[a-z][a-z0-9-]{1,29}$/u, 'must be 2 to 30 lower-case letters, digits and hyphens, a letter first')
      .refine(isFreeName, 'is taken by Thimble itself'),
    title: z
      .string('must be a text')
      .regex(/^[A-Za-z0-9][A-Za-z0-9 .&'-]{0,38}[A-Za-z0-9]$/u, 'must be 2 to 40 plain letters, digits and spaces')
      .refine(isFreeTitle, 'is the name of something that Thimble ships'),
    version: z.string('must be a text').regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/u, 'must be three numbers such as 1.0.0'),
    origin: z.string('must be a text').max(200, 'has more than 200 characters'),
    auth: authSchema,
    bodyEncoding: z.enum(['json', 'form'], 'must be json or form').default('json'),
    headers: z.record(headerName, headerValue).default({}),
    idempotencyHeader: headerName.optional(),
    readPaths: z.array(readPath).max(20, 'has more than 20 entries').default([]),
    answers: z
      .strictObject({
        success: z
          .array(z.int('must be a status').min(200, 'must be from 200 to 299').max(299, 'must be from 200 to 299'))
          .min(1, 'must not be empty')
          .optional(),
        flag: dotted.optional(),
        message: dotted.optional(),
      })
      .default({}),
    permissions: z.array(words(200)).min(1, 'must not be empty').max(20, 'has more than 20 entries'),
    tools: z.array(toolSchema).min(1, 'must not be empty').max(50, 'has more than 50 entries'),
  })
  .superRefine((manifest, context) => {
    const say = (path: (string | number)[], message: string): void =>
      void context.addIssue({ code: 'custom', path, message });
    const names = manifest.tools.map((tool) => tool.name);
    const shape = new RegExp(`^${manifest.name}\\.[a-z][A-Za-z0-9_]{0,39}\\.[a-z][A-Za-z0-9_]{0,39}$`, 'u');
    for (const [index, tool] of manifest.tools.entries()) {
      if (!shape.test(tool.name))
        say(['tools', index, 'name'], `must be ${manifest.name}.<thing>.<action>, in letters, digits and underscores`);
      if (/^[^.]*\.(?:account|plugin)\./u.test(tool.name))
        say(['tools', index, 'name'], 'is a name under which Thimble itself writes into the log');
      if (names.indexOf(tool.name) !== index) say(['tools', index, 'name'], 'is there twice');
      if (tool.undo && 'tool' in tool.undo && !names.includes(tool.undo.tool))
        say(['tools', index, 'undo', 'tool'], 'is no tool of this plug-in');
    }
    const headers = [...Object.keys(manifest.headers), manifest.idempotencyHeader, manifest.auth.header]
      .filter((name) => name !== undefined)
      .map((name) => name.toLowerCase());
    if (new Set(headers).size !== headers.length) say(['headers'], 'and the other header names must all be different');
  });

/** A manifest as read. */
export type PluginManifest = z.infer<typeof manifestSchema>;
/** One tool of it. */
export type PluginTool = PluginManifest['tools'][number];
