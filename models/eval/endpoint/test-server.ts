import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';

const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string() })),
  tools: z.array(z.object({ type: z.literal('function'), function: z.looseObject({ name: z.string() }) })).optional(),
});

/** What a test says that the model answers: calls as the wire has them, or any status and body. */
export type Scripted =
  | { readonly calls: readonly { readonly name: string; readonly arguments: string }[]; readonly tokens?: number }
  | { readonly status: number; readonly body: string; readonly retryAfter?: string };

/** A server of a chat completions API on loopback that answers from a script, for tests. */
export interface ScriptedEndpoint {
  /** With `/v1`. */
  readonly url: string;
  readonly received: { readonly authorization: string | null; readonly body: z.infer<typeof requestSchema> }[];
  /** Answers that are given next, in order. */
  readonly script: Scripted[];
  close(): Promise<void>;
}

/** Starts one. A request that nothing is scripted for is answered with 500. */
export async function startScriptedEndpoint(): Promise<ScriptedEndpoint> {
  const received: ScriptedEndpoint['received'] = [];
  const script: Scripted[] = [];
  const app = new Hono();
  app.post('/v1/chat/completions', async (context) => {
    received.push({
      authorization: context.req.header('authorization') ?? null,
      body: requestSchema.parse(await context.req.json()),
    });
    const next = script.shift() ?? { status: 500, body: 'nothing is scripted' };
    if ('status' in next)
      return new Response(next.body, {
        status: next.status,
        headers: next.retryAfter ? { 'retry-after': next.retryAfter } : {},
      });
    return context.json({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          finish_reason: next.calls.length > 0 ? 'tool_calls' : 'stop',
          message: {
            role: 'assistant',
            content: next.calls.length > 0 ? null : 'I cannot help with that.',
            ...(next.calls.length > 0
              ? { tool_calls: next.calls.map((call, at) => ({ id: `c${at}`, type: 'function', function: call })) }
              : {}),
          },
        },
      ],
      ...(next.tokens === undefined ? {} : { usage: { completion_tokens: next.tokens } }),
    });
  });
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    script,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
