import { z } from 'zod';

/** The part of the demo workspace that this emulator reads. */
export const workspaceSchema = z.object({
  now: z.string(),
  me: z.object({ github_login: z.string() }),
  people: z.array(z.object({ name: z.string(), email: z.string(), github_login: z.string() })),
  github: z.object({
    org: z.string(),
    repos: z.array(
      z.object({
        full_name: z.string().regex(/^[^/]+\/[^/]+$/),
        description: z.string(),
        private: z.boolean(),
        default_branch: z.string(),
        branches: z.array(z.string()),
        heads: z.record(z.string(), z.string()),
        workflows: z.array(z.object({ id: z.number(), file: z.string(), name: z.string() })),
        latest_release: z.string().nullable(),
        labels: z.array(z.string()),
        files: z.array(z.string()),
      }),
    ),
    issues: z.array(
      z.object({
        repo: z.string(),
        number: z.number(),
        title: z.string(),
        state: z.enum(['open', 'closed']),
        labels: z.array(z.string()),
        assignees: z.array(z.string()),
      }),
    ),
    pulls: z.array(
      z.object({
        repo: z.string(),
        number: z.number(),
        title: z.string(),
        head: z.string(),
        base: z.string(),
        state: z.enum(['open', 'closed', 'merged']),
        author: z.string(),
      }),
    ),
    workflow_runs: z.array(
      z.object({
        repo: z.string(),
        id: z.number(),
        workflow: z.string(),
        branch: z.string(),
        status: z.string(),
        conclusion: z.string().nullable(),
      }),
    ),
    notifications: z.array(
      z.object({
        thread_id: z.number(),
        repo: z.string(),
        subject: z.string(),
        type: z.string(),
        unread: z.boolean(),
      }),
    ),
  }),
});
export type Workspace = z.infer<typeof workspaceSchema>;
