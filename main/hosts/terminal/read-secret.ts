import { ThimbleError } from '../../../shared/index.ts';

/** Longest secret read, in characters. */
const maxLength = 5000;

/** What of a terminal's input a secret is read from. */
export interface SecretInput extends AsyncIterable<Buffer | string> {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

function tooLong(): ThimbleError {
  return new ThimbleError('bad_input', 'That is too long for a token.', 'Give the token alone.');
}

/** What a line editor makes of what was typed: none of it is ever shown. Null once it was given up. */
class HiddenLine {
  #text = '';
  done = false;

  get text(): string {
    return this.#text;
  }

  /** @throws ThimbleError `cancelled` for Ctrl-C and Ctrl-D on an empty line, `bad_input` when it grows too long */
  type(characters: string): void {
    for (const character of characters) {
      if (character === '\r' || character === '\n') this.done = true;
      else if (character === '\u0003' || (character === '\u0004' && this.#text === ''))
        throw new ThimbleError('cancelled', 'Nothing was connected.', 'Start again when you have the token.');
      else if (character === '\u0004') this.done = true;
      else if (character === '\u007f' || character === '\b') this.#text = [...this.#text].slice(0, -1).join('');
      else if (character === '\u0015') this.#text = '';
      else this.#text += character;
      if (this.done) return;
      if (this.#text.length > maxLength) throw tooLong();
    }
  }
}

/** The marks that terminals put around what is pasted. */
const pasteMarks = ['\u001b[200~', '\u001b[201~'];

/**
 * Reads a secret: all of a pipe, or one line of a terminal that does not show it.
 * @param prompt shown in a terminal, on standard error
 * @throws ThimbleError `cancelled`, `bad_input`
 */
export async function readSecret(
  prompt: string,
  input: SecretInput = process.stdin,
  say: (text: string) => void = (text) => void process.stderr.write(text),
): Promise<string> {
  if (input.isTTY !== true || input.setRawMode === undefined) {
    let text = '';
    for await (const chunk of input) {
      text += String(chunk);
      if (text.length > maxLength) throw tooLong();
    }
    return text;
  }
  say(prompt);
  const line = new HiddenLine();
  input.setRawMode(true);
  try {
    for await (const chunk of input) {
      line.type(pasteMarks.reduce((text, mark) => text.replaceAll(mark, ''), String(chunk)));
      if (line.done) break;
    }
    return line.text;
  } finally {
    input.setRawMode(false);
    say('\n');
  }
}
