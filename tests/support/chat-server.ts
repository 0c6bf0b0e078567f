import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that the server got. */
export interface ChatRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Answers a request, well or badly. */
export type Answer = (response: ServerResponse, request: ChatRequest) => void;

/** A local server that speaks like an OpenAI-compatible one, as well or as badly as a test wants. */
export interface ChatServer {
  /** Base address of its API. */
  readonly address: string;
  readonly seen: ChatRequest[];
  /** How it answers from now on. */
  answer: Answer;
  close(): Promise<void>;
}

const json =
  (body: unknown): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

/** A chat completion with one message, with what servers put around it. */
const completion = (message: object, finish: string): Answer =>
  json({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_772_600_000,
    model: 'llama3.1:8b',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  });

export const words = (content: string): Answer => completion({ content }, 'stop');

/** A call of a function by the name that the server was given. */
export const calls = (...all: readonly (readonly [name: string, args: object])[]): Answer =>
  completion(
    {
      content: null,
      tool_calls: all.map(([name, args], index) => ({
        id: `call_${index}`,
        type: 'function',
        function: { name, arguments: JSON.stringify(args) },
      })),
    },
    'tool_calls',
  );

export async function startChatServer(): Promise<ChatServer> {
  const seen: ChatRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        text: Buffer.concat(chunks).toString('utf8'),
      };
      seen.push(request);
      chat.answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const chat: ChatServer = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    answer: words('Nothing.'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return chat;
}
