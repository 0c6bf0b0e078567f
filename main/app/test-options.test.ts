import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Source files that ship: everything that can start the app, but for the tests. */
function shipped(): string[] {
  return ['main', 'preload', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/u.test(entry.name) && !/\.test\.ts$/u.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

const callersOf = (pattern: RegExp): string[] =>
  shipped()
    .filter((file) => pattern.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(root.length + 1).replaceAll('\\', '/'))
    .sort();

describe('what only tests may give to the app', () => {
  it('is given by nothing that ships: emulators in place of services, and another keychain', () => {
    // Composing is the one way to a running app; `main/index.ts` does it for the hosts and names each option.
    expect(callersOf(/\bcompose\(/u)).toEqual(['main/app/compose.ts', 'main/index.ts']);
    const index = readFileSync(join(root, 'main', 'index.ts'), 'utf8');
    expect(index).not.toMatch(/\bsite\b|\bkeychain\b|\.\.\.options\b/u);
    // Nobody else makes a broker that could be told of other places.
    expect(callersOf(/\bcreateBroker\(/u)).toEqual(['main/app/compose.ts', 'main/broker/broker.ts']);
    expect(callersOf(/options\.site\b/u)).toEqual(['main/app/compose.ts', 'main/broker/broker.ts']);
  });
});
