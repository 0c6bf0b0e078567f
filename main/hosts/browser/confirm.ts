import { type Confirmer, questionLines } from '../../policy-workshop/index.ts';

/** Where a code is shown: the terminal that Thimble was started from. */
export interface CodeTerminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/**
 * Shows a code in the terminal before rules are loosened, which the person types into the window: a page can ask for
 * it, but cannot read it. Where the output is no terminal (a file, a service) nobody would see it, and none is shown.
 */
export function terminalCode(terminal: CodeTerminal): Confirmer {
  return {
    kind: 'code',
    show(question, code) {
      if (terminal.isTTY !== true) return false;
      const lines = ['', ...questionLines(question), `To agree, type this code into the window: ${code}`, ''];
      terminal.write(lines.map((line) => `${line}\n`).join(''));
      return true;
    },
  };
}
