import type { Json, JsonObject, ToolApi, ToolResult } from '../../../connectors/kit/guest.ts';

/**
 * The Todo connector: one function that runs each tool. It is bundled into `connector.js` and runs in the sandbox: it has
 * the language, its arguments and `send`, and nothing else.
 */

type Send = ToolApi['send'];

interface Task {
  readonly id: string;
  readonly title: string;
  readonly list: string;
  readonly done: boolean;
  readonly due: string | null;
  readonly priority: string;
}

const record = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

function taskOf(value: Json | undefined): Task {
  const fields = record(value);
  return {
    id: text(fields.id),
    title: text(fields.title),
    list: text(fields.list),
    done: fields.done === true,
    due: typeof fields.due === 'string' ? fields.due : null,
    priority: text(fields.priority),
  };
}

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;
const shown = (task: Task): JsonObject => ({ ...task });

async function search(send: Send, words: string, where: string | undefined): Promise<Task[]> {
  const body: JsonObject = where === undefined ? { words } : { words, list: where };
  const answer = await send({ method: 'POST', path: '/v1/tasks/search', body });
  return list(record(answer.body).tasks).map(taskOf);
}

/** The one task that a person means by its id or its whole title. */
async function find(send: Send, named: string, done: boolean | null): Promise<Task> {
  const found = (await search(send, named, undefined)).filter(
    (task) =>
      (task.id === named || task.title.toLowerCase() === named.toLowerCase()) && (done === null || task.done === done),
  );
  const [task] = found;
  if (!task) throw new Error(`There is no ${done === null ? '' : done ? 'done ' : 'open '}task called “${named}”.`);
  if (found.length > 1)
    throw new Error(`${found.length} tasks are called “${named}”: ${found.map(({ id }) => id).join(', ')}.`);
  return task;
}

async function change(send: Send, task: Task, action: 'complete' | 'reopen'): Promise<Task> {
  return taskOf((await send({ method: 'POST', path: `/v1/tasks/${task.id}/${action}` })).body);
}

const tools: Readonly<Record<string, (args: JsonObject, send: Send) => Promise<ToolResult>>> = {
  'todo.lists.all': async (_args, send) => {
    const lists = list(record((await send({ method: 'GET', path: '/v1/lists' })).body).lists);
    return { data: { lists }, summary: count(lists.length, 'list') };
  },
  'todo.tasks.search': async (args, send) => {
    const tasks = await search(send, text(args.words), typeof args.list === 'string' ? args.list : undefined);
    return { data: { tasks: tasks.map(shown) }, summary: count(tasks.length, 'task') };
  },
  'todo.tasks.create': async (args, send) => {
    const body: JsonObject = { title: text(args.title) };
    if (typeof args.list === 'string') body.list = args.list;
    if (typeof args.priority === 'string') body.priority = args.priority;
    // `when` comes as {iso, epoch}: an instant with the person's own offset.
    if (args.due !== undefined) body.due = text(record(args.due).iso);
    const task = taskOf((await send({ method: 'POST', path: '/v1/tasks', body })).body);
    return {
      data: shown(task),
      summary: `Added “${task.title}” to ${task.list}`,
      undo: [{ tool: 'todo.tasks.delete', args: { task: task.id }, text: `Delete “${task.title}”` }],
    };
  },
  'todo.tasks.complete': async (args, send) => {
    const task = await change(send, await find(send, text(args.task), false), 'complete');
    return {
      data: shown(task),
      summary: `Ticked off “${task.title}”`,
      undo: [{ tool: 'todo.tasks.reopen', args: { task: task.id }, text: `Open “${task.title}” again` }],
    };
  },
  'todo.tasks.reopen': async (args, send) => {
    const task = await change(send, await find(send, text(args.task), true), 'reopen');
    return {
      data: shown(task),
      summary: `“${task.title}” is open again`,
      undo: [{ tool: 'todo.tasks.complete', args: { task: task.id }, text: `Tick off “${task.title}”` }],
    };
  },
  'todo.tasks.delete': async (args, send) => {
    const task = await find(send, text(args.task), null);
    await send({ method: 'DELETE', path: `/v1/tasks/${task.id}` });
    return { data: { id: task.id }, summary: `Deleted “${task.title}”` };
  },
};

/** Runs one tool: what Thimble calls in the sandbox. `argsJson` is the JSON of the resolved arguments by name. */
export async function run(tool: string, argsJson: string, send: Send): Promise<ToolResult> {
  const work = Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  if (!work) throw new Error('This connector has no such tool.');
  return await work(record(JSON.parse(argsJson)), send);
}
