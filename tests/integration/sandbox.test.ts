import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createSandbox,
  developmentArtifacts,
  type Sandbox,
  type SandboxOutcome,
  type SendHandler,
} from '../../main/sandbox/index.ts';
import { type JsonObject, shippedServiceSchema } from '../../shared/index.ts';

/** Connector code of the tests, by tool name: each is the body of `async (args, send) => …`. */
const tools: Record<string, string> = {
  echo: 'return { data: args, summary: "echo" };',
  ask: 'const r = await send(args.request); return { data: r.body, summary: "status " + r.status };',
  catches:
    'try { await send({}); } catch (e) { return { data: { name: e.name, message: e.message, own: Object.getOwnPropertyNames(e).sort() }, summary: "caught" }; }',
  pair: 'const [a, b] = await Promise.all([send({ n: 1 }), send({ n: 2 })]); return { data: [a.body, b.body], summary: "both" };',
  fails: 'throw new Error("No such\\u0007 customer.\\nReally");',
  loop: 'for (;;) {}',
  loopAfterSend: 'await send({}); for (;;) {}',
  spinsLater: 'Promise.resolve().then(async () => { for (;;) await null; }); return { data: 1, summary: "done" };',
  never: 'await new Promise(() => {});',
  heap: 'const all = []; for (;;) all.push(new Array(100000).fill({ a: 1 }));',
  bigint: 'return { data: String(2n ** 100000000n).length, summary: "big" };',
  buffers:
    'const all = []; for (;;) { const b = new ArrayBuffer(1e6, { maxByteLength: 1e9 }); b.resize(5e8); new Uint8Array(b).fill(1); all.push(b); }',
  regexp:
    'new RegExp("(?:" + "a{1,1000}".repeat(20000) + ")*").test("a".repeat(100)); return { data: 1, summary: "compiled" };',
  huge: 'return { data: "x".repeat(5000000), summary: "huge" };',
  hugeRequest: 'await send({ body: "x".repeat(5000000) }); return { data: 1, summary: "sent" };',
  getter: 'return { get data() { throw new Error("boo"); }, summary: "x" };',
  deep: 'let v = 1; for (let i = 0; i < 5000; i++) v = [v]; return { data: v, summary: "deep" };',
  wrongShape: 'return { data: 1, summary: { toString() { return "x"; } } };',
  nothing: 'return undefined;',
  protoResult: 'return { data: JSON.parse(\'{"__proto__":{"polluted":1},"a":{"__proto__":{"x":1}}}\'), summary: "p" };',
  protoArgs: 'return { data: { inherited: String(args.polluted), own: Object.keys(args) }, summary: "p" };',
  globals: `const names = ['require', 'process', 'fetch', 'module', 'Buffer', 'global', 'setTimeout', 'WebAssembly', 'XMLHttpRequest', 'ivm', 'importScripts'];
    return { data: names.filter((name) => typeof globalThis[name] !== 'undefined'), summary: 'globals' };`,
  imports: 'const fs = await import("node:fs"); return { data: Object.keys(fs), summary: "fs" };',
  climbs: 'const p = send.constructor("return typeof process + typeof require")(); return { data: p, summary: "p" };',
  hijack: `const seen = [];
    const nameOf = Object.prototype.toString;
    const apply = Reflect.apply;
    const keep = (x) => { if (x !== null && (typeof x === 'object' || typeof x === 'function')) seen[seen.length] = apply(nameOf, x, []) + (x.constructor?.name ?? '') + typeof x.apply + typeof x.derefInto; };
    const spy = (o, k) => { const f = o[k]; o[k] = function (...a) { keep(this); for (let i = 0; i < a.length; i++) keep(a[i]); return apply(f, this, a); }; };
    const targets = [[Function.prototype, 'call'], [Function.prototype, 'bind'], [Promise.prototype, 'then'], [JSON, 'parse'], [JSON, 'stringify'], [Array.prototype, 'push'], [Map.prototype, 'get']];
    for (const [o, k] of targets) spy(o, k);
    await send({ n: 1 });
    Promise.resolve(1).then(() => 1);
    return { data: { calls: seen.length, hosts: seen.filter((s) => /Reference|Isolate|Context|derefInto|objectfunction$|functionfunction$/.test(s)) }, summary: 'seen' };`,
  patches: `Object.prototype.ok = false; Array.prototype.map = null; Object.prototype.toJSON = () => 'owned'; globalThis.marked = (globalThis.marked ?? 0) + 1;
    return { data: globalThis.marked, summary: 'patched' };`,
  marked: 'return { data: [typeof globalThis.marked, typeof Array.prototype.map, String({}.ok)], summary: "clean" };',
  floods: 'for (let i = 0; i < 1000; i++) send({ i }); await new Promise(() => {});',
};

const script = `var connector = { async run(tool, json, send) { const args = JSON.parse(json); return await tools[tool](args, send); } };
const tools = { ${Object.entries(tools)
  .map(([name, body]) => `${name}: async (args, send) => { ${body} }`)
  .join(',\n')} };`;

const yes: SendHandler = async (request) => ({
  ok: true,
  response: { status: 200, body: { got: JSON.parse(JSON.stringify(request)) }, link: '' },
});

let sandbox: Sandbox;
const run = (tool: string, args: JsonObject = {}, timeoutMs = 20_000, send = yes): Promise<SandboxOutcome> =>
  sandbox.run({ service: 'slack', tool, args, timeoutMs }, send);

beforeAll(async () => {
  sandbox = createSandbox({
    artifacts: { ...developmentArtifacts(), connector: async () => script },
    limits: { stallMs: 4000, processMb: 300 },
  });
  await sandbox.ready();
});
afterAll(() => sandbox.close());

describe('ordinary calls', () => {
  it('runs a tool and brings its result back', async () => {
    expect(await run('echo', { a: [1, 'é', null] })).toEqual({
      ok: true,
      data: { a: [1, 'é', null] },
      summary: 'echo',
    });
    expect(sandbox.info()?.node).toMatch(/^v26\./);
    expect(sandbox.info()?.contained).toContain('isolate 64 MiB');
  });
  it('carries a request out and its answer in', async () => {
    const request = { method: 'GET', path: '/x', query: { q: 'a' } };
    expect(await run('ask', { request })).toEqual({ ok: true, data: { got: request }, summary: 'status 200' });
  });
  it('answers two requests at once, each with its own', async () => {
    const outcome = await run('pair', {}, 20_000, async (request) => {
      const n = (request as unknown as { n: number }).n;
      await new Promise((resolve) => setTimeout(resolve, n === 1 ? 60 : 5));
      return { ok: true, response: { status: 200, body: n, link: '' } };
    });
    expect(outcome).toEqual({ ok: true, data: [1, 2], summary: 'both' });
  });
  it("throws the host's sentence, and no more, into connector code", async () => {
    const outcome = await run('catches', {}, 20_000, async () => ({
      ok: false,
      error: { code: 'not_found', message: 'There is no such channel.', hint: 'h' },
    }));
    expect(outcome).toMatchObject({
      ok: true,
      data: { name: 'ToolFailure', message: 'There is no such channel.', own: ['message', 'name', 'stack'] },
    });
  });
  it('keeps the text of a handler that throws on its own side', async () => {
    const outcome = await run('catches', {}, 20_000, async () => {
      throw new Error('secret /home/someone');
    });
    expect(JSON.stringify(outcome)).not.toContain('secret');
    expect(outcome).toMatchObject({ ok: true });
  });
  it("gives a tool's own failure as one clean line", async () => {
    expect(await run('fails')).toEqual({ ok: false, reason: 'tool_error', message: 'No such customer. Really' });
  });
  it('serves calls given at once one after another', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map((n) => run('echo', { n })));
    expect(outcomes.map((outcome) => outcome.ok && outcome.data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  });
});

describe('walls', () => {
  it('has nothing of Node or the web', async () => {
    expect(await run('globals')).toEqual({ ok: true, data: [], summary: 'globals' });
  });
  it('cannot import', async () => {
    expect(await run('imports')).toMatchObject({ ok: false, reason: 'tool_error' });
  });
  it('finds no host behind the constructor of send', async () => {
    const outcome = await run('climbs');
    expect(outcome.ok ? outcome.data : 'refused').toMatch(/^(undefinedundefined|refused)$/);
  });
  it('catches no host object by taking over built-ins', async () => {
    const outcome = await run('hijack');
    expect(outcome).toMatchObject({ ok: true, data: { hosts: [] } });
    expect(outcome.ok && (outcome.data as { calls: number }).calls).toBeGreaterThan(0);
  });
  it('leaves nothing behind for the next call', async () => {
    await run('patches');
    expect(await run('marked')).toEqual({ ok: true, data: ['undefined', 'function', 'undefined'], summary: 'clean' });
  });
  it('lets no __proto__ through, in or out', async () => {
    const out = await run('protoResult');
    expect(out).toEqual({ ok: true, data: { a: {} }, summary: 'p' });
    expect(out.ok && Object.hasOwn(out.data as object, '__proto__')).toBe(false);
    const args = JSON.parse('{"__proto__":{"polluted":"yes"},"a":1}') as JsonObject;
    expect(await run('protoArgs', args)).toEqual({
      ok: true,
      data: { inherited: 'undefined', own: ['a'] },
      summary: 'p',
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('bad results', () => {
  it.each(['huge', 'hugeRequest', 'deep', 'wrongShape', 'nothing'])('refuses %s', async (tool) => {
    expect(await run(tool)).toMatchObject({ ok: false, reason: 'bad_result' });
  });
  it('refuses a getter that throws', async () => {
    expect(await run('getter')).toEqual({ ok: false, reason: 'tool_error', message: 'boo' });
  });
});

/** After each of these the next call must work as if nothing had happened. */
describe('runaways', () => {
  it.each([
    ['loop', 'timeout'],
    ['loopAfterSend', 'timeout'],
    ['never', 'timeout'],
    ['heap', 'memory', 3800],
    ['buffers', /^(memory|crashed|tool_error)$/],
    ['bigint', /^(memory|timeout|crashed)$/],
    ['regexp', /^(memory|timeout|crashed|tool_error)$/],
    ['floods', /^tool_error$/],
  ])('stops %s', async (tool, reason, timeoutMs = 1500) => {
    const started = performance.now();
    const outcome = await run(tool, {}, timeoutMs, async (request) => ({
      ok: true,
      response: { status: 200, body: request as unknown as JsonObject, link: '' },
    }));
    expect(outcome.ok).toBe(false);
    expect(outcome.ok ? '' : outcome.reason).toMatch(reason);
    expect(performance.now() - started).toBeLessThan(8000);
    expect(await run('echo', { after: tool })).toEqual({ ok: true, data: { after: tool }, summary: 'echo' });
  });
  it('stops code that goes on with no answer owed to it long before a long deadline', async () => {
    const started = performance.now();
    expect(await run('never', {}, 60_000)).toMatchObject({ ok: false, reason: 'timeout' });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
  it('takes the result of code that spins on afterwards, and goes on', async () => {
    const outcome = await run('spinsLater', {}, 1500);
    expect(outcome.ok ? 'done' : outcome.reason).toMatch(/^(done|timeout)$/);
    expect(await run('echo', { n: 1 })).toMatchObject({ ok: true });
  });
  it('stops at once when the person stops the run', async () => {
    const stop = new AbortController();
    const running = sandbox.run({ service: 'slack', tool: 'loop', args: {}, timeoutMs: 30_000 }, yes, stop.signal);
    setTimeout(() => stop.abort(), 100);
    expect(await running).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(
      await sandbox.run({ service: 'slack', tool: 'echo', args: {}, timeoutMs: 5000 }, yes, AbortSignal.abort()),
    ).toMatchObject({
      reason: 'cancelled',
    });
    expect(await run('echo')).toMatchObject({ ok: true });
  });
  it('survives a process killed from outside while a call runs', async () => {
    await run('echo');
    const running = run('never');
    setTimeout(() => process.kill(sandbox.info()?.pid ?? 0, 'SIGKILL'), 100);
    expect(await running).toMatchObject({ ok: false });
    expect(await run('echo')).toMatchObject({ ok: true });
  });
});

describe('the connectors that ship', () => {
  it.each(shippedServiceSchema.options)('%s builds into one script that runs in the isolate', async (service) => {
    const shipped = createSandbox();
    const outcome = await shipped.run({ service, tool: 'no.such.tool', args: {}, timeoutMs: 20_000 }, yes);
    await shipped.close();
    expect(outcome).toEqual({ ok: false, reason: 'tool_error', message: 'This connector has no such tool.' });
  });
});

describe('the process', () => {
  it('is started again when it died between calls', async () => {
    await run('echo');
    const pid = sandbox.info()?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => sandbox.info()).toBeNull();
    expect(await run('echo')).toMatchObject({ ok: true });
    expect(sandbox.info()?.pid).not.toBe(pid);
  });
  it('ends a running call when the sandbox is closed', async () => {
    const other = createSandbox({ artifacts: { ...developmentArtifacts(), connector: async () => script } });
    await other.ready();
    const running = other.run({ service: 'slack', tool: 'loop', args: {}, timeoutMs: 20_000 }, yes);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await other.close();
    expect(await running).toMatchObject({ ok: false, reason: 'cancelled' });
    expect(other.info()).toBeNull();
  });
  it.skipIf(process.platform !== 'linux')(
    'does not outlive an app that was killed, even while connector code loops',
    async () => {
      const door = resolve(import.meta.dirname, '../../main/sandbox/index.ts');
      const app = spawn(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `import { createSandbox, developmentArtifacts } from ${JSON.stringify(door)};
        const sandbox = createSandbox({ artifacts: { ...developmentArtifacts(), connector: async () => 'var connector = { run() { for (;;) {} } };' }, limits: { stallMs: 60000 } });
        await sandbox.ready();
        sandbox.run({ service: 'slack', tool: 'x', args: {}, timeoutMs: 60000 }, async () => null);
        setTimeout(() => console.log(sandbox.info().pid), 200);`,
        ],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      const pid = Number(
        await new Promise<string>((done) => app.stdout.once('data', (chunk: Buffer) => done(chunk.toString()))),
      );
      expect(pid).toBeGreaterThan(0);
      app.kill('SIGKILL');
      const runs = (): boolean => {
        try {
          return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
        } catch {
          return false;
        }
      };
      await expect.poll(runs, { timeout: 5000 }).toBe(false);
    },
  );
});

describe('a sandbox that cannot start', () => {
  it('says so in a sentence', async () => {
    const broken = createSandbox({
      artifacts: {
        runtime: async () => ({ node: process.execPath, addon: '/nowhere.node', host: '/nowhere.cjs' }),
        connector: async () => script,
      },
    });
    await expect(broken.ready()).rejects.toMatchObject({
      code: 'sandbox_failed',
      message: 'The sandbox did not start.',
    });
    expect(await broken.run({ service: 'slack', tool: 'echo', args: {}, timeoutMs: 1000 }, yes)).toMatchObject({
      ok: false,
      reason: 'crashed',
    });
    await broken.close();
  });
});
