import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ThimbleError } from '../../../shared/index.ts';
import type { Rule } from '../rules.ts';
import { learnedFile, readLearned } from './read.ts';

const header = `// Rules that you made on cards, with “Always like this”. Each lets calls of one kind through that would otherwise ask,
// until a day. They can be removed here or under Policies. Anything else in this file keeps all of it from counting.
`;

/** `learned.cedar` in a person's policy folder, as it stands on disk. */
export interface LearnedFile {
  /** @throws ThimbleError `storage_unavailable` when it cannot be read; it need not exist */
  text(): string;
  /** @throws ThimbleError `bad_input` when it is not in order */
  rules(): Rule[];
  /**
   * The text with a rule added, in place of one of the same name.
   * @throws ThimbleError as {@link rules}
   */
  with(id: string, rule: string): string;
  /** The text without a rule. @throws ThimbleError `not_found`, or as {@link rules} */
  without(id: string): string;
  /** Replaces the file as a whole, on disk when it returns. @throws ThimbleError `storage_unavailable` */
  write(text: string): void;
}

/** The text cut after each rule: a rule with the comment before it, in order. @throws Error where a rule is not found */
function pieces(text: string, rules: readonly Rule[]): { readonly id: string; readonly text: string }[] {
  let from = text.startsWith(header) ? header.length : 0;
  return rules.map(({ id, source }) => {
    const at = text.indexOf(source, from);
    if (at < 0) throw new Error(`rule "${id}" is not where it should be`);
    const piece = text.slice(from, at + source.length);
    from = at + source.length;
    return { id, text: piece.trim() };
  });
}

function sync(path: string, flags: string, work: (fd: number) => void = () => undefined): void {
  const fd = openSync(path, flags, 0o600);
  try {
    work(fd);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Opens {@link LearnedFile} in a person's policy folder, which need not exist. */
export function openLearnedFile(folder: string): LearnedFile {
  const file = join(folder, learnedFile);

  const text = (): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw new ThimbleError(
        'storage_unavailable',
        'The rules that you made on cards cannot be read.',
        `Check that ${file} can be read.`,
        { cause },
      );
    }
  };
  const inOrder = <T>(work: (now: string) => T): T => {
    const now = text();
    try {
      return work(now);
    } catch (cause) {
      if (cause instanceof ThimbleError) throw cause;
      throw new ThimbleError(
        'bad_input',
        `The file of rules that you made on cards is not in order: ${cause instanceof Error ? cause.message : String(cause)}.`,
        `Mend ${file}, or remove it: then everything asks again.`,
        { cause },
      );
    }
  };
  const writeOut = (rules: readonly string[]): string => `${header}\n${rules.join('\n\n')}\n`;

  return {
    text,
    rules: () => inOrder(readLearned),
    with: (id, rule) =>
      inOrder((now) => {
        const others = pieces(now, readLearned(now)).filter((one) => one.id !== id);
        return writeOut([...others.map((one) => one.text), rule.trim()]);
      }),
    without: (id) =>
      inOrder((now) => {
        const all = pieces(now, readLearned(now));
        const others = all.filter((one) => one.id !== id);
        if (others.length === all.length)
          throw new ThimbleError('not_found', 'There is no such rule any more.', 'Look at the list under Policies.');
        return writeOut(others.map((one) => one.text));
      }),
    write(next) {
      const part = `${file}.${process.pid}.new`;
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        sync(part, 'w', (fd) => writeSync(fd, next));
        renameSync(part, file);
        if (process.platform !== 'win32') sync(dirname(file), 'r');
      } catch (cause) {
        rmSync(part, { force: true, recursive: true });
        throw new ThimbleError(
          'storage_unavailable',
          'The rule could not be written, so nothing was changed.',
          `Check that ${file} can be written.`,
          { cause },
        );
      }
    },
  };
}
