import { readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Model } from '../../main/index.ts';

/** What is in every canary token and in nothing else. */
export const mark = 'CANARYq7731xZ';

/** Distinctive tokens that have the shape of real ones. `turn` makes another set. */
export function canaries(turn: number) {
  return {
    stripe: `rk_live_${mark}${turn}stripe0000`,
    github: `ghp_${mark}${turn}${'g'.repeat(26)}`,
    slack: `xoxp-${mark}-${turn}-slack0000`,
    notion: `ntn_${mark}${turn}${'n'.repeat(26)}`,
    signIn: `gho_${mark}${turn}${'d'.repeat(26)}`,
  };
}

/** The mark as it would look in other clothes: reversed, hex, base64 at each of the three offsets, other case. */
const clothes: readonly string[] = [
  mark,
  mark.toLowerCase(),
  mark.toUpperCase(),
  [...mark].reverse().join(''),
  Buffer.from(mark).toString('hex'),
  ...[0, 1, 2].map((offset) =>
    Buffer.from(`${'x'.repeat(offset)}${mark}`)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4)
      .replaceAll('=', ''),
  ),
];

/** Where the mark is found in a text or in bytes; empty where it is not. */
export function findMark(bytes: string | Buffer): string[] {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  return clothes.filter((look) => text.includes(look));
}

/** Every file under a folder, with its bytes. */
export function filesUnder(folder: string): { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const name = join(entry.parentPath, entry.name);
      return { name, bytes: readFileSync(name) };
    });
}

/** A model whose inputs are kept. */
export function recordingModel(model: Model, seen: string[]): Model {
  return {
    problem: model.problem,
    intent: model.intent,
    close: () => model.close(),
    proposer() {
      const proposer = model.proposer();
      return {
        ...proposer,
        propose(input, signal) {
          seen.push(JSON.stringify(input));
          return proposer.propose(input, signal);
        },
      };
    },
  };
}

type Write = (this: unknown, chunk: unknown, ...rest: unknown[]) => boolean;

/**
 * Keeps what is written to standard output and error and to the pipes of child processes, the sandbox's among them.
 * `stop` puts everything back.
 */
export function recordWrites(): { readonly printed: string[]; readonly piped: string[]; stop(): void } {
  const printed: string[] = [];
  const piped: string[] = [];
  const text = (chunk: unknown): string =>
    typeof chunk === 'string' ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString('latin1') : '';
  const restore: (() => void)[] = [];
  const patch = (target: object, name: string, seen: (self: unknown, chunk: unknown) => void): void => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    const original = Reflect.get(target, name) as Write;
    Object.defineProperty(target, name, {
      configurable: true,
      writable: true,
      value(this: unknown, chunk: unknown, ...rest: unknown[]) {
        seen(this, chunk);
        return original.call(this, chunk, ...rest);
      },
    });
    restore.push(() =>
      before ? Object.defineProperty(target, name, before) : void Reflect.deleteProperty(target, name),
    );
  };
  for (const stream of [process.stdout, process.stderr])
    patch(stream, 'write', (_self, chunk) => void printed.push(text(chunk)));
  for (const method of ['log', 'error', 'warn', 'info', 'debug'])
    patch(console, method, (_self, chunk) => void printed.push(String(chunk)));
  patch(Socket.prototype, 'write', (self, chunk) => {
    // Sockets with an address are HTTP to the emulators, where the credential belongs.
    if (self instanceof Socket && self.remoteAddress === undefined && !self.connecting) piped.push(text(chunk));
  });
  return {
    printed,
    piped,
    stop() {
      for (const undo of restore.splice(0).reverse()) undo();
    },
  };
}
