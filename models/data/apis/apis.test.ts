import { describe, expect, it, vi } from 'vitest';
import { everydayFunctions } from './everyday.ts';
import { isHeldOutProvider, type Operation } from './operations.ts';
import { readPublicRows } from './public.ts';
import { specFunction } from './spec-function.ts';
import { copyable, type ForeignExample, foreignExamples } from './stream.ts';
import { unseenTasks } from './unseen.ts';

const specs = new URL('./fixtures/operations.jsonl', import.meta.url).pathname;
const rows = new URL('./fixtures/rows.jsonl', import.meta.url).pathname;

function take(count: number, stream: Iterable<ForeignExample>): ForeignExample[] {
  const taken: ForeignExample[] = [];
  for (const example of stream) if (taken.push(example) === count) break;
  return taken;
}

const text = (examples: readonly ForeignExample[]): string =>
  JSON.stringify(
    examples.map(({ request, steps, none, shown }) => [
      request,
      steps.map(({ tool, args }) => [tool.name, args]),
      none,
      shown.map((tool) => tool.name),
    ]),
  );

const operation = (extra: Partial<Operation>): Operation => ({
  api: 'shop.example',
  title: 'Shop',
  provider: 'shop.example',
  method: 'GET',
  path: '/orders/{orderId}',
  operationId: 'getOrder',
  summary: 'Retrieves an order.',
  description: '',
  params: [{ name: 'orderId', in: 'path', type: 'string', required: true, description: 'The order’s id.' }],
  ...extra,
});

// A busy machine takes long to make thousands of functions for the first time.
vi.setConfig({ testTimeout: 60_000 });

describe('the stream of examples over other functions', () => {
  it('is the same for the same seed and another for another', () => {
    const one = text(take(100, foreignExamples(3, { specs, rows: [rows] })));
    expect(text(take(100, foreignExamples(3, { specs, rows: [rows] })))).toBe(one);
    expect(text(take(100, foreignExamples(4, { specs, rows: [rows] })))).not.toBe(one);
  });

  it('says every value in the request, shows every tool that it calls, once each', () => {
    const wrong = take(400, foreignExamples(5, { specs, rows: [rows] })).filter(
      ({ request, steps, none, shown }) =>
        (none === null) !== steps.length > 0 ||
        shown.length === 0 ||
        new Set(shown.map((tool) => tool.name)).size < shown.length ||
        request.trim() !== request ||
        steps.some(({ tool, args }) => !shown.includes(tool) || !copyable(tool, args, request)),
    );
    expect(wrong.map(({ request }) => request)).toEqual([]);
  });

  it('calls generated functions with all that they require', () => {
    const calls = take(200, foreignExamples(6, { specs })).flatMap(({ steps }) => steps);
    const short = calls.filter(({ tool, args }) =>
      Object.entries(tool.params).some(([name, param]) => param.required && !(name in args)),
    );
    expect(calls.length).toBeGreaterThan(150);
    expect(short).toEqual([]);
  });

  it('has requests for one call, for several and for none', () => {
    const examples = take(600, foreignExamples(7, { specs }));
    const share = (test: (example: ForeignExample) => boolean): number =>
      examples.filter(test).length / examples.length;
    expect(share(({ none }) => none !== null)).toBeGreaterThan(0.04);
    expect(share(({ none }) => none !== null)).toBeLessThan(0.12);
    expect(share(({ steps }) => steps.length > 1)).toBeGreaterThan(0.1);
    expect(share(({ steps }) => steps.length > 1)).toBeLessThan(0.25);
  });

  it('keeps the functions of held-out providers out of training', () => {
    const held = (examples: readonly ForeignExample[]): ForeignExample[] =>
      examples.filter(({ shown }) => shown.some((tool) => tool.description.includes('held-out')));
    expect(held(take(200, foreignExamples(8, { specs })))).toEqual([]);
  });

  it('works without any file', () => {
    expect(take(100, foreignExamples(1))).toHaveLength(100);
  });
});

describe('tasks over unseen functions', () => {
  const tasks = [...unseenTasks(2, 120, specs)];

  it('are over held-out providers alone, and the same each time', () => {
    expect([...unseenTasks(2, 120, specs)]).toEqual(tasks);
    for (const { tools } of tasks)
      for (const { name, description } of tools)
        expect(description === '' || description.includes('held-out'), name).toBe(true);
  });

  it('expect functions that they offer, with values of the types that those have', () => {
    expect(tasks.flatMap(({ answers }) => answers).length).toBeGreaterThan(90);
    for (const { tools, answers } of tasks)
      for (const answer of answers)
        for (const [name, args] of Object.entries(answer)) {
          const tool = tools.find((one) => one.name === name);
          const properties = tool?.parameters.properties as Record<string, { type: string }>;
          for (const [arg, accepted] of Object.entries(args))
            for (const value of accepted)
              expect(
                { integer: 'number', number: 'number', string: 'string', boolean: 'boolean', array: 'object' }[
                  properties[arg]?.type ?? ''
                ],
                `${name} ${arg}`,
              ).toBe(typeof value);
        }
  });
});

describe('held-out providers', () => {
  it('are about a tenth, always the same', () => {
    const providers = Array.from({ length: 2000 }, (_, i) => `provider-${i}.example`);
    const held = providers.filter(isHeldOutProvider);
    expect(held.length).toBeGreaterThan(140);
    expect(held.length).toBeLessThan(260);
    expect(providers.filter(isHeldOutProvider)).toEqual(held);
  });
});

describe('a function of an operation', () => {
  it('has the operation’s parameters, but none that a client sets by itself', () => {
    const fn = specFunction(
      operation({
        params: [
          { name: 'orderId', in: 'path', type: 'string', required: true, description: 'The id.' },
          { name: 'api_key', in: 'query', type: 'string', required: true },
          { name: 'X-Trace', in: 'header', type: 'string', required: true },
          { name: 'nested', in: 'body', type: 'object', required: false },
        ],
      }),
    );
    expect(Object.keys(fn?.tool.params ?? {})).toEqual(['orderId']);
    expect(fn?.tool.params.orderId).toMatchObject({ kind: 'text', required: true });
  });

  it('is asked for with its id after the noun that it identifies', () => {
    expect(specFunction(operation({}))?.heads.map((head) => head.text)).toContain('order {orderId}');
  });

  it.each([['Возвращает заказ клиента'], ['Retorna todas as linhas de um pedido'], ['x']])(
    'is none for %s',
    (summary) => {
      expect(specFunction(operation({ summary, operationId: null, path: '/' }))).toBeUndefined();
    },
  );
});

describe('everyday functions', () => {
  it('have heads whose every place is a parameter, and names of their own kind', () => {
    const functions = everydayFunctions();
    expect(functions.length).toBeGreaterThan(1000);
    const wrong = functions.filter(
      ({ tool, heads }) =>
        heads.length === 0 ||
        !/^[\w.]+$/u.test(tool.name) ||
        heads.some(({ text: head }) =>
          [...head.matchAll(/\{([^}]*)\}/gu)].some(([, name]) => !((name ?? '') in tool.params)),
        ),
    );
    expect(wrong.map(({ tool }) => tool.name)).toEqual([]);
  });
});

describe('public rows', () => {
  it('are kept with the request’s own spelling, else dropped and counted', () => {
    const { examples, dropped } = readPublicRows([rows]);
    expect(examples.map(({ request, steps, none }) => [request, steps.map(({ args }) => args), none])).toEqual([
      ['Add Miles Davis to my Jazz list.', [{ artist: 'Miles Davis', playlist: 'Jazz' }], null],
      ['never mind', [], 'not_a_request'],
    ]);
    expect([...dropped]).toEqual([
      ['a value is not said in the request', 1],
      ['held-out split', 1],
    ]);
  });
});
