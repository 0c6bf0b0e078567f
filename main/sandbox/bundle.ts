import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type ShippedService, shippedServiceSchema, ThimbleError } from '../../shared/index.ts';
import { sha256 } from './digest.ts';

/** Beside each built file: its hash, what it was made from, and the hash of how. */
const noteSchema = z.object({ sha256: z.string(), recipe: z.string(), inputs: z.array(z.string()) });

/** What is built for the sandbox: its own entry, and each connector as one script. */
export type BundleName = 'host' | ShippedService;

/** The script's name below the output folder. */
export function bundleFile(name: BundleName): string {
  return name === 'host' ? 'sandbox/host.cjs' : `connectors/${name}.js`;
}

/**
 * The code around a connector's tools: `connector.run(tool, argsJson, send)` in the isolate's global scope. Arguments
 * come as JSON text, results go back as what `run` gives.
 */
function connectorEntry(service: ShippedService): string {
  return [
    `import { ${service} as manifest } from './connectors/${service}/index.ts';`,
    'export async function run(name, args, send) {',
    '  const tool = manifest.tools.find((each) => each.name === name);',
    "  if (tool === undefined) throw new Error('This connector has no such tool.');",
    '  return await tool.run(JSON.parse(args), { send });',
    '}',
  ].join('\n');
}

const hostEntry = "import './main/sandbox/host/entry.ts';";

async function isFresh(file: string, note: z.infer<typeof noteSchema>, recipe: string, root: string): Promise<boolean> {
  if (note.recipe !== recipe) return false;
  const built = (await stat(file)).mtimeMs;
  const times = await Promise.all(note.inputs.map(async (input) => (await stat(join(root, input))).mtimeMs));
  return times.every((time) => time < built);
}

async function readBuilt(file: string, recipe: string, root: string): Promise<string | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(`${file}.json`, 'utf8')));
    const code = await readFile(file, 'utf8');
    return sha256(code) === note.sha256 && (await isFresh(file, note, recipe, root)) ? code : null;
  } catch {
    // Missing, unreadable or half-written: the answer is to build, which reports what is really wrong.
    return null;
  }
}

async function replaceFile(file: string, content: string): Promise<void> {
  const part = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(part, content);
  await rename(part, file);
}

/**
 * Gives the up-to-date script, building it with esbuild when its sources are newer or its hash is not the noted one.
 * For development and for the packaging script; a packaged app has no esbuild and never calls this.
 *
 * @param root the project's folder. @param outDir where built files go.
 * @throws ThimbleError `sandbox_failed` when the sources do not build (or reach for Node, which the isolate has not).
 */
export async function buildBundle(
  name: BundleName,
  root: string,
  outDir: string,
): Promise<{ file: string; code: string; sha256: string }> {
  const file = join(outDir, bundleFile(name));
  const service = name === 'host' ? null : shippedServiceSchema.parse(name);
  const entry = service === null ? hostEntry : connectorEntry(service);
  const recipe = sha256(`${entry}\n2`);
  const kept = await readBuilt(file, recipe, root);
  if (kept !== null) return { file, code: kept, sha256: sha256(kept) };

  const { build } = await import('esbuild');
  const result = await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: `${name}.entry.ts`, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    treeShaking: true,
    target: 'node26',
    logLevel: 'silent',
    ...(service === null
      ? { platform: 'node' as const, format: 'cjs' as const }
      : { platform: 'neutral' as const, format: 'iife' as const, globalName: 'connector' }),
  }).catch((cause: unknown) => {
    throw new ThimbleError(
      'sandbox_failed',
      `The code of ${name} does not build.`,
      'Run `npm test` and mend what it reports.',
      { cause },
    );
  });
  const code = result.outputFiles[0]?.text ?? '';
  const inputs = Object.keys(result.metafile.inputs).filter((input) => !input.endsWith('.entry.ts'));
  const note = { sha256: sha256(code), recipe, inputs: inputs.map((input) => relative(root, join(root, input))) };
  await mkdir(dirname(file), { recursive: true });
  await replaceFile(file, code);
  await replaceFile(`${file}.json`, JSON.stringify(note));
  return { file, code, sha256: note.sha256 };
}

/**
 * Builds everything the sandbox runs, for packaging. Answers file name (below `outDir`) to SHA-256, which the packaged
 * app keeps inside its own signed code and gives to `packagedArtifacts`.
 */
export async function buildAllBundles(root: string, outDir: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of ['host', ...shippedServiceSchema.options] as const)
    hashes[bundleFile(name)] = (await buildBundle(name, root, outDir)).sha256;
  return hashes;
}
