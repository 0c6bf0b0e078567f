import { z } from 'zod';
import { isFreeHeader } from './names.ts';

/** Text that people read: one line, visible, without what reorders or hides. */
export const words = (max: number) =>
  z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(max, `has more than ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]*$/u, 'holds characters that cannot be seen')
    .refine((text) => text === text.trim(), 'begins or ends with a space');

/** Where a value stands in an answer: names with dots between. */
export const dotted = z
  .string('must be a text')
  .regex(
    /^[A-Za-z0-9_-]{1,60}(?:\.[A-Za-z0-9_-]{1,60}){0,4}$/u,
    'must be names with dots between, such as error.message',
  );

/** A header that a manifest may set. */
export const headerName = z
  .string('must be a text')
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/u, 'must be a header name of letters, digits and hyphens')
  .refine(isFreeHeader, 'is a header that only Thimble itself may set');

/** A header's fixed value. */
export const headerValue = z.string('must be a text').regex(/^[ -~]{1,200}$/u, 'must be 1 to 200 plain characters');

/** A path with `*` for one part of it; never a pattern of the plug-in's own, which could take for ever to match. */
export const readPath = z
  .string('must be a text')
  .regex(/^(?:\/(?:\*|[A-Za-z0-9._~-]{1,60})){1,12}$/u, 'must be a path such as /v1/tasks/*/search')
  .refine((path) => path.split('/').every((part) => part !== '.' && part !== '..'), 'has a dot for a part');
