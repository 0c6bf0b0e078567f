import { createInterface } from 'node:readline/promises';

/** Asks one question on the terminal; the answer without the spaces around it. */
export async function ask(text: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await prompt.question(text)).trim();
  } finally {
    prompt.close();
  }
}
