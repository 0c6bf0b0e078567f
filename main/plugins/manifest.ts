import { z } from 'zod';
import { effectSchema } from '../../shared/index.ts';
import { isFreeHeader, isFreeName, isFreeTitle, pluginKinds } from './names.ts';
import { readTemplate, templateParams } from './template.ts';

/** Text that people read: one line, visible, without what reorders or hides. */
const words = (max: number) =>
  z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(max, `has more than ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]*$/u, 'holds characters that cannot be seen')
    .refine((text) => text === text.trim(), 'begins or ends with a space');

const dotted = z
  .string('must be a text')
  .regex(
    /^[A-Za-z0-9_-]{1,60}(?:\.[A-Za-z0-9_-]{1,60}){0,4}$/u,
    'must be names with dots between, such as error.message',
  );

const headerName = z
  .string('must be a text')
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/u, 'must be a header name of letters, digits and hyphens')
  .refine(isFreeHeader, 'is a header that only Thimble itself may set');

const headerValue = z.string('must be a text').regex(/^[ -~]{1,200}$/u, 'must be 1 to 200 plain characters');

/** A path with `*` for one part of it; never a pattern of the plug-in's own, which could take for ever to match. */
const readPath = z
  .string('must be a text')
  .regex(/^(?:\/(?:\*|[A-Za-z0-9._~-]{1,60})){1,12}$/u, 'must be a path such as /v1/tasks/*/search')
  .refine((path) => path.split('/').every((part) => part !== '.' && part !== '..'), 'has a dot for a part');

const paramName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/u, 'must be lower-case letters, digits and underscores')
  .refine((name) => name !== 'constructor' && name !== 'prototype', 'is a name that JavaScript has taken');

const paramSchema = z
  .strictObject({
    kind: z.enum(pluginKinds, `must be one of ${pluginKinds.join(', ')}`),
    description: words(200),
    required: z.boolean('must be true or false').default(false),
    many: z.boolean('must be true or false').default(false),
    values: z
      .array(
        z
          .string('must be a text')
          .regex(/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,59}$/u, 'must be letters, digits, spaces and _ . -'),
      )
      .min(1, 'must not be empty')
      .max(50, 'has more than 50 entries')
      .optional(),
  })
  .superRefine((param, context) => {
    const say = (key: string, message: string): void => void context.addIssue({ code: 'custom', path: [key], message });
    if (param.kind === 'enum' && !param.values) say('values', 'is missing: an enum says what may be chosen');
    if (param.kind !== 'enum' && param.values) say('values', 'belongs to an enum only');
    if (param.kind === 'boolean' && param.many) say('many', 'makes no sense for yes or no');
  });

const undoSchema = z.union(
  [z.strictObject({ tool: z.string(), text: words(200) }), z.strictObject({ none: words(200) })],
  'must be {"tool": …, "text": …}, or {"none": …} with the reason',
);

const toolSchema = z
  .strictObject({
    name: z.string('must be a text'),
    title: words(60),
    description: words(200),
    effect: z.enum(effectSchema.options, 'must be read, write, money or destructive'),
    text: words(200),
    undo: undoSchema.optional(),
    maxWrites: z.int('must be a whole number').min(1, 'must be at least 1').max(5, 'must be at most 5').optional(),
    params: z.record(paramName, paramSchema).default({}),
  })
  .superRefine((tool, context) => {
    const say = (key: string, message: string): void => void context.addIssue({ code: 'custom', path: [key], message });
    if (Object.keys(tool.params).length > 20) say('params', 'has more than 20 entries');
    if (tool.effect === 'read' && tool.maxWrites !== undefined) say('maxWrites', 'is for tools that change something');
    if (tool.effect !== 'read' && !tool.undo)
      say('undo', 'is missing: say how a change is taken back, or why it cannot be');
    if (tool.effect === 'read' && tool.undo) say('undo', 'is for tools that change something');
    try {
      const template = readTemplate(tool.text);
      for (const optional of [false, true])
        for (const name of templateParams(template, optional)) {
          const param = Object.hasOwn(tool.params, name) ? tool.params[name] : undefined;
          if (!param) say('text', `speaks of {${name}}, which is no parameter`);
          else if (!optional && !param.required) say('text', `must have the optional {${name}} in square brackets`);
        }
    } catch (error) {
      say('text', `has ${error instanceof Error ? error.message : 'a mistake'}`);
    }
  });

const tokenSchema = z.strictObject({
  name: words(60),
  startsWith: z
    .array(z.string('must be a text').regex(/^[!-~]{1,30}$/u, 'must be plain characters'))
    .max(10)
    .default([]),
  hint: words(200),
  page: z
    .string('must be a text')
    .max(300, 'has more than 300 characters')
    .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'must be an https address'),
  steps: words(300),
});

const identitySchema = z.strictObject({
  path: z.string('must be a text').regex(/^(?:\/[A-Za-z0-9._~-]{1,60}){1,12}$/u, 'must be a path such as /v1/me'),
  id: dotted,
  name: dotted,
  email: dotted.optional(),
  workspace: dotted.optional(),
});

const authSchema = z
  .strictObject({
    credential: z.enum(['bearer', 'header', 'none'], 'must be bearer, header or none'),
    header: headerName.optional(),
    token: tokenSchema.optional(),
    identity: identitySchema.optional(),
  })
  .superRefine((auth, context) => {
    const say = (key: string, message: string): void => void context.addIssue({ code: 'custom', path: [key], message });
    if (auth.credential === 'header' && !auth.header) say('header', 'is missing: say which header carries the token');
    if (auth.credential !== 'header' && auth.header) say('header', 'belongs to "credential": "header" only');
    if (auth.credential !== 'none' && !auth.token)
      say('token', 'is missing: say what the token is and where one gets it');
    if (auth.credential === 'none' && (auth.token || auth.identity))
      say('credential', 'is none, so there is no token and no identity');
  });

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
