"use strict";
var connector = (() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // src/connector.ts
  var connector_exports = {};
  __export(connector_exports, {
    run: () => run
  });
  var record = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  var text = (value) => typeof value === "string" ? value : "";
  var list = (value) => Array.isArray(value) ? value : [];
  function taskOf(value) {
    const fields = record(value);
    return {
      id: text(fields.id),
      title: text(fields.title),
      list: text(fields.list),
      done: fields.done === true,
      due: typeof fields.due === "string" ? fields.due : null,
      priority: text(fields.priority)
    };
  }
  var count = (many, one) => `${many} ${one}${many === 1 ? "" : "s"}`;
  var shown = (task) => ({ ...task });
  async function search(send, words, where) {
    const body = where === void 0 ? { words } : { words, list: where };
    const answer = await send({ method: "POST", path: "/v1/tasks/search", body });
    return list(record(answer.body).tasks).map(taskOf);
  }
  async function find(send, named, done) {
    const found = (await search(send, named, void 0)).filter(
      (task2) => (task2.id === named || task2.title.toLowerCase() === named.toLowerCase()) && (done === null || task2.done === done)
    );
    const [task] = found;
    if (!task) throw new Error(`There is no ${done === null ? "" : done ? "done " : "open "}task called \u201C${named}\u201D.`);
    if (found.length > 1)
      throw new Error(`${found.length} tasks are called \u201C${named}\u201D: ${found.map(({ id }) => id).join(", ")}.`);
    return task;
  }
  async function change(send, task, action) {
    return taskOf((await send({ method: "POST", path: `/v1/tasks/${task.id}/${action}` })).body);
  }
  var tools = {
    "todo.lists.all": async (_args, send) => {
      const lists = list(record((await send({ method: "GET", path: "/v1/lists" })).body).lists);
      return { data: { lists }, summary: count(lists.length, "list") };
    },
    "todo.tasks.search": async (args, send) => {
      const tasks = await search(send, text(args.words), typeof args.list === "string" ? args.list : void 0);
      return { data: { tasks: tasks.map(shown) }, summary: count(tasks.length, "task") };
    },
    "todo.tasks.create": async (args, send) => {
      const body = { title: text(args.title) };
      if (typeof args.list === "string") body.list = args.list;
      if (typeof args.priority === "string") body.priority = args.priority;
      if (args.due !== void 0) body.due = text(record(args.due).iso);
      const task = taskOf((await send({ method: "POST", path: "/v1/tasks", body })).body);
      return {
        data: shown(task),
        summary: `Added \u201C${task.title}\u201D to ${task.list}`,
        undo: [{ tool: "todo.tasks.delete", args: { task: task.id }, text: `Delete \u201C${task.title}\u201D` }]
      };
    },
    "todo.tasks.complete": async (args, send) => {
      const task = await change(send, await find(send, text(args.task), false), "complete");
      return {
        data: shown(task),
        summary: `Ticked off \u201C${task.title}\u201D`,
        undo: [{ tool: "todo.tasks.reopen", args: { task: task.id }, text: `Open \u201C${task.title}\u201D again` }]
      };
    },
    "todo.tasks.reopen": async (args, send) => {
      const task = await change(send, await find(send, text(args.task), true), "reopen");
      return {
        data: shown(task),
        summary: `\u201C${task.title}\u201D is open again`,
        undo: [{ tool: "todo.tasks.complete", args: { task: task.id }, text: `Tick off \u201C${task.title}\u201D` }]
      };
    },
    "todo.tasks.delete": async (args, send) => {
      const task = await find(send, text(args.task), null);
      await send({ method: "DELETE", path: `/v1/tasks/${task.id}` });
      return { data: { id: task.id }, summary: `Deleted \u201C${task.title}\u201D` };
    }
  };
  async function run(tool, argsJson, send) {
    const work = Object.hasOwn(tools, tool) ? tools[tool] : void 0;
    if (!work) throw new Error("This connector has no such tool.");
    return await work(record(JSON.parse(argsJson)), send);
  }
  return __toCommonJS(connector_exports);
})();
