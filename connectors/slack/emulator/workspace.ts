import { z } from 'zod';

const person = z.object({
  name: z.string(),
  email: z.string(),
  slack_user_id: z.string(),
  slack_handle: z.string(),
});

/** The part of the demo workspace file that the Slack emulator needs. */
export const workspaceSchema = z.object({
  timezone: z.string(),
  me: person,
  people: z.array(person),
  slack: z.object({
    team: z.string(),
    channels: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        topic: z.string(),
        is_private: z.boolean(),
        members: z.array(z.string()),
      }),
    ),
    messages: z.array(z.object({ channel: z.string(), user: z.string(), ts: z.string(), text: z.string() })),
    files: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          title: z.string(),
          filetype: z.string(),
          size: z.number().int(),
          user: z.string(),
          channel: z.string(),
          created: z.number().int(),
        }),
      )
      .default([]),
    reminders: z.array(z.object({ id: z.string(), user: z.string(), text: z.string(), time: z.number().int() })),
  }),
});
export type Workspace = z.infer<typeof workspaceSchema>;
