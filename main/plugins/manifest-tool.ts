import { z } from 'zod';
import { effectSchema } from '../../shared/index.ts';
import { words } from './fields.ts';
import { pluginKinds } from './names.ts';
import { readTemplate, templateParams } from './template.ts';

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

/** One tool of a manifest. */
export const toolSchema = z
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
