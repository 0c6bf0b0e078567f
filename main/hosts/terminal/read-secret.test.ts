import { describe, expect, it } from 'vitest';
import { readSecret, type SecretInput } from './read-secret.ts';

function input(chunks: readonly string[], terminal: boolean): SecretInput & { readonly raw: boolean[] } {
  const raw: boolean[] = [];
  return {
    raw,
    isTTY: terminal,
    setRawMode: (on) => raw.push(on),
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) yield Buffer.from(chunk);
    },
  };
}

describe('reading a secret', () => {
  it('takes all of a pipe, and asks for nothing', async () => {
    const said: string[] = [];
    expect(await readSecret('Token: ', input(['xoxp-', '1234\n'], false), (text) => said.push(text))).toBe(
      'xoxp-1234\n',
    );
    expect(said).toEqual([]);
  });
  it('never shows what is typed, and gives the terminal back', async () => {
    const said: string[] = [];
    const terminal = input(['\u001b[200~xoxp-12\u001b[201~', 'x\u007f3', '4\r', 'more'], true);
    expect(await readSecret('Token: ', terminal, (text) => said.push(text))).toBe('xoxp-1234');
    expect(said.join('')).toBe('Token: \n');
    expect(terminal.raw).toEqual([true, false]);
  });
  it('is given up with Ctrl-C', async () => {
    const terminal = input(['xoxp-\u0003'], true);
    await expect(readSecret('Token: ', terminal, () => undefined)).rejects.toMatchObject({ code: 'cancelled' });
    expect(terminal.raw).toEqual([true, false]);
  });
  it('takes no book', async () => {
    await expect(readSecret('', input(['x'.repeat(6000)], false))).rejects.toMatchObject({ code: 'bad_input' });
  });
});
