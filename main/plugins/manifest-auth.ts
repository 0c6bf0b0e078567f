import { z } from 'zod';
import { dotted, headerName, words } from './fields.ts';

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

/** How a plug-in's credential goes out, what it looks like, and whose it is. */
export const authSchema = z
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
