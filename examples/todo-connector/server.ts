import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';

/** The service of the example: a small to-do list in memory, to try the connector and to test it. */

export interface TodoTask {
  readonly id: string;
  title: string;
  list: string;
  done: boolean;
  due: string | null;
  priority: string;
}

/** The service, its state, and every request that reached it, for tests. */
export interface TodoService {
  readonly app: Hono;
  readonly tasks: Map<string, TodoTask>;
  readonly received: { readonly method: string; readonly path: string; readonly idempotencyKey: string | null }[];
}

const lists = ['Inbox', 'Errands', 'Work'];
const sample: readonly [title: string, list: string, done: boolean][] = [
  ['Return the library books', 'Errands', false],
  ['Water the plants', 'Inbox', false],
  ['Write the minutes', 'Work', true],
];

/** Makes the service. @param token the one access token that it accepts */
export function createTodoService(token: string): TodoService {
  const app = new Hono();
  const tasks = new Map<string, TodoTask>();
  const received: TodoService['received'] = [];
  let last = 0;
  const add = (task: Omit<TodoTask, 'id'>): TodoTask => {
    last += 1;
    const made = { id: `task_${last}`, ...task };
    tasks.set(made.id, made);
    return made;
  };
  for (const [title, list, done] of sample) add({ title, list, done, due: null, priority: 'normal' });
  const fail = (context: Context, status: 400 | 401 | 404, message: string) =>
    context.json({ error: { message } }, status);
  const body = async (context: Context): Promise<Record<string, unknown>> => {
    const given: unknown = await context.req.json().catch(() => null);
    return typeof given === 'object' && given !== null ? { ...given } : {};
  };

  app.use(async (context, next) => {
    const { method, path } = context.req;
    received.push({ method, path, idempotencyKey: context.req.header('idempotency-key') ?? null });
    if (context.req.header('authorization') !== `Bearer ${token}`) return fail(context, 401, 'The token is not known.');
    await next();
    return undefined;
  });
  app.get('/v1/me', (context) =>
    context.json({ id: 'user_1', name: 'Noa Sander', email: 'noa@example.com', team: { name: 'Home' } }),
  );
  app.get('/v1/lists', (context) => {
    const open = (name: string): number =>
      [...tasks.values()].filter((task) => task.list === name && !task.done).length;
    return context.json({ lists: lists.map((name) => ({ name, open: open(name) })) });
  });
  app.post('/v1/tasks/search', async (context) => {
    const { words, list } = await body(context);
    const wanted = String(words ?? '').toLowerCase();
    const found = [...tasks.values()].filter(
      (task) =>
        (task.title.toLowerCase().includes(wanted) || task.id === words) && (list === undefined || task.list === list),
    );
    return context.json({ tasks: found });
  });
  app.post('/v1/tasks', async (context) => {
    const { title, list = 'Inbox', due = null, priority = 'normal' } = await body(context);
    if (typeof title !== 'string' || title === '') return fail(context, 400, 'A task needs a title.');
    if (typeof list !== 'string' || !lists.includes(list))
      return fail(context, 404, `There is no list called ${list}.`);
    return context.json(
      add({ title, list, done: false, due: typeof due === 'string' ? due : null, priority: String(priority) }),
      201,
    );
  });
  app.post('/v1/tasks/:id/:action{complete|reopen}', (context) => {
    const task = tasks.get(context.req.param('id'));
    if (!task) return fail(context, 404, 'There is no such task.');
    task.done = context.req.param('action') === 'complete';
    return context.json(task);
  });
  app.delete('/v1/tasks/:id', (context) =>
    tasks.delete(context.req.param('id')) ? context.body(null, 204) : fail(context, 404, 'There is no such task.'),
  );
  return { app, tasks, received };
}

if (import.meta.main) {
  const token = 'todo_example_token';
  const port = Number(process.env.PORT ?? 4180);
  serve({ fetch: createTodoService(token).app.fetch, hostname: '127.0.0.1', port });
  console.log(`The Todo service listens on http://127.0.0.1:${port}. Its token is ${token}`);
}
