/** A source file: its path from the root and what it imports (paths from the root for its own files, else package names). */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly string[];
}

/** Doors besides `index.ts`, and why each is there. */
const secondDoors = new Set([
  // Code for the sandbox may not pull in zod or Node.
  'connectors/kit/guest.ts',
  // Kept out of the connectors' own doors, which are bundled into the sandbox.
  'connectors/stripe/emulator/index.ts',
  'connectors/github/emulator/index.ts',
  'connectors/slack/emulator/index.ts',
  'connectors/notion/emulator/index.ts',
  // The window needs these without zod, which asks for eval when it loads, against the window's CSP.
  'shared/covered-steps.ts',
  'shared/hidden-text.ts',
  'shared/typed-call.ts',
  'shared/unsure.ts',
  'shared/one-line.ts',
  // Types that hosts share with the composition root, which imports the hosts' rooms.
  'main/app-types.ts',
  // What tests of the rules share; the app has no use for it.
  'main/policy/testing.ts',
  // Fills a log for benchmarks; the app has no use for it.
  'main/audit/bench-log.ts',
  // The example's service, for tests and for trying it; the plug-in itself has no door but its manifest.
  'examples/todo-connector/server.ts',
]);

/** The room of a file: the folder whose index.ts is its door. */
export function roomOf(path: string): string {
  const parts = path.split('/');
  const [top, second, third] = parts;
  if (top === 'main' && second === 'hosts') return parts.length > 3 ? `main/hosts/${third}` : 'main/hosts';
  if ((top === 'main' || top === 'connectors' || top === 'models' || top === 'examples') && parts.length > 2)
    return `${top}/${second}`;
  return top ?? '';
}

const isTest = (path: string): boolean => path.startsWith('tests/') || /\.test\.tsx?$/u.test(path);
const isNode = (name: string): boolean => name.startsWith('node:');

/** Which rooms a top folder's files may import from; itself always. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  connectors: ['shared'],
  main: ['shared', 'connectors'],
  preload: ['shared'],
  examples: ['shared', 'connectors'],
  renderer: ['shared'],
  models: ['shared', 'connectors', 'main'],
  tests: ['shared', 'connectors', 'main', 'models', 'scripts', 'preload', 'renderer', 'examples'],
  scripts: ['shared', 'connectors', 'main', 'models', 'tests', 'examples'],
};

/** Whether a file ends up in a script for the sandbox, where there is no Node. */
function isGuestCode(path: string): boolean {
  if (/^examples\/[^/]+\/src\//u.test(path)) return !isTest(path);
  return /^connectors\/(stripe|github|slack|notion)\//u.test(path) && !path.includes('/emulator/') && !isTest(path);
}

/** What is wrong with a file's imports, one line each; empty when nothing is. */
export function checkFile(file: SourceFile): string[] {
  const problems: string[] = [];
  const top = file.path.split('/')[0] ?? '';
  const complain = (name: string, why: string): void => {
    problems.push(`${file.path} imports ${name}: ${why}`);
  };
  for (const name of file.imports) {
    const own = /^(shared|connectors|main|preload|renderer|models|tests|scripts|examples)\//u.test(name);
    if (!own) {
      if (
        (name === 'electron' || name.startsWith('electron/')) &&
        !file.path.startsWith('main/hosts/electron/') &&
        top !== 'preload' &&
        top !== 'tests'
      )
        complain(name, 'only main/hosts/electron and preload may import Electron');
      if (isNode(name) && ['shared', 'preload'].includes(top) && !isTest(file.path))
        complain(name, `${top} runs where there is no Node`);
      if (isNode(name) && file.path.startsWith('renderer/src/') && !isTest(file.path))
        complain(name, 'the renderer runs where there is no Node');
      if (isGuestCode(file.path)) complain(name, 'code for the sandbox imports nothing but the kit');
      continue;
    }
    const target = name.split('/')[0] ?? '';
    if (target !== top && !(mayImport[top] ?? []).includes(target))
      complain(name, `${top} may not import from ${target}`);
    const room = roomOf(name);
    if (room === roomOf(file.path) || secondDoors.has(name)) continue;
    // JSON data has no door; a type-level test of another room's inside is what unit tests beside it are for.
    const isDoor = name === `${room}/index.ts` || name.endsWith('.json');
    const isRoot = room === 'main' && name === 'main/index.ts';
    const helper = room === 'tests' || room === 'scripts';
    if (!isDoor && !isRoot && !helper) complain(name, `go through ${room}/index.ts`);
  }
  return problems;
}
