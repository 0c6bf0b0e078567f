import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literalWords } from '../../scripts/literal-words.ts';

const views = resolve(import.meta.dirname, '../../renderer/src');
const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));

describe('the words of the window', () => {
  it('are found where a view writes them itself', () => {
    const view = [
      'const view = (on: boolean, n: number, name: string) => (',
      '  <p title="A title" className="not words" data-x="nor this">',
      '    Between tags',
      "    {on ? 'When on' : words.off}",
      `    {\`\${n} in a template\`}`,
      "    {on && 'After and'}",
      "    <input placeholder={on ? 'Write here' : undefined} aria-label={words.label} />",
      '    {words.said} · {n} × {name}',
      '  </p>',
      ');',
    ].join('\n');
    expect(literalWords(view)).toEqual([
      { line: 2, text: 'A title' },
      { line: 3, text: 'Between tags' },
      { line: 4, text: 'When on' },
      { line: 5, text: 'in a template' },
      { line: 6, text: 'After and' },
      { line: 7, text: 'Write here' },
    ]);
  });

  it('are all in strings/: no view has any of its own', () => {
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((name) =>
      literalWords(readFileSync(join(views, name), 'utf8')).map(
        ({ line, text }) => `${relative('', join(views, name))}:${line}: ${text}`,
      ),
    );
    expect(found).toEqual([]);
  });
});
