import { undoText } from '../../connectors/index.ts';
import type { PluginConsent } from '../../shared/index.ts';
import { undoOf } from './connector.ts';
import type { PluginFiles } from './files.ts';
import { manifestFile, scriptFile } from './limits.ts';
import type { PluginManifest, PluginTool } from './manifest.ts';
import { isLoopbackOrigin } from './origin.ts';

const effects: Record<PluginTool['effect'], string> = {
  read: 'reads',
  write: 'makes a change',
  money: 'moves money',
  destructive: 'cannot be taken back',
};

const listed = (parts: readonly string[]): string => new Intl.ListFormat('en').format(parts);

function credentialText({ auth, origin }: PluginManifest): string {
  const host = new URL(origin).host;
  if (auth.credential === 'none') return `It takes no credential. Requests go to ${host} only.`;
  const where = auth.credential === 'bearer' ? 'as a bearer token' : `in the header ${auth.header}`;
  return `Your ${auth.token?.name ?? 'token'} goes ${where} to ${host} and nowhere else. Its code never sees it.`;
}

const writesOf = (tool: PluginTool): number => (tool.effect === 'read' ? 0 : (tool.maxWrites ?? 1));

function warningsOf(manifest: PluginManifest, changes: readonly string[] | null): string[] {
  const money = manifest.tools.filter(({ effect }) => effect === 'money').map(({ title }) => title);
  const gone = manifest.tools.filter(({ effect }) => effect === 'destructive').map(({ title }) => title);
  return [
    'Thimble has not reviewed this plug-in. What it says of itself is the word of whoever made it.',
    ...(changes === null ? [] : ['A plug-in of this name is installed; this one takes its place.']),
    ...(isLoopbackOrigin(manifest.origin)
      ? [`It speaks to a program on this machine (${manifest.origin}). Install it only if you run that program.`]
      : []),
    ...(money.length > 0 ? [`It says that it moves money: ${listed(money)}.`] : []),
    ...(gone.length > 0 ? [`It says that it does what cannot be taken back: ${listed(gone)}.`] : []),
    ...(manifest.readPaths.length > 0
      ? [
          `It says that sending to ${listed(manifest.readPaths)} only reads, so its reading tools may send there. Thimble cannot check that.`,
        ]
      : []),
  ];
}

const signature = ({ params }: PluginTool): string =>
  JSON.stringify(
    Object.entries(params)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { kind, required, many, values }]) => [name, kind, required, many, values ?? []]),
  );

function toolChanges(before: PluginTool, now: PluginTool): string[] {
  const changes: string[] = [];
  if (before.effect !== now.effect)
    changes.push(`${now.name} now says that it ${effects[now.effect]}; before, that it ${effects[before.effect]}.`);
  if (writesOf(before) < writesOf(now))
    changes.push(`${now.name} may send ${writesOf(now)} changes a call; before, ${writesOf(before)}.`);
  if (before.text !== now.text) changes.push(`${now.name} describes itself in other words.`);
  if (signature(before) !== signature(now)) changes.push(`${now.name} takes other values.`);
  return changes;
}

/** Compares version numbers part by part; negative when `a` is the older one. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (const [at, part] of left.entries()) if (part !== right[at]) return part - (right[at] ?? 0);
  return 0;
}

/** What is different in a new version, sentence by sentence. `sameScript`: the code is byte for byte the same. */
export function changesOf(before: PluginManifest, now: PluginManifest, sameScript: boolean): string[] {
  const changes: string[] = [];
  const order = compareVersions(now.version, before.version);
  if (order !== 0)
    changes.push(`Version ${now.version}${order < 0 ? ', which is older than' : '; installed is'} ${before.version}.`);
  if (now.origin !== before.origin)
    changes.push(`Its requests go to ${now.origin} instead of ${before.origin}; its accounts are disconnected.`);
  if (JSON.stringify(now.auth) !== JSON.stringify(before.auth)) changes.push('It takes another kind of credential.');
  for (const one of now.permissions) if (!before.permissions.includes(one)) changes.push(`It needs more: ${one}`);
  for (const path of now.readPaths)
    if (!before.readPaths.includes(path)) changes.push(`It now says that sending to ${path} only reads.`);
  if (
    JSON.stringify([now.headers, now.idempotencyHeader]) !== JSON.stringify([before.headers, before.idempotencyHeader])
  )
    changes.push('It sends other fixed headers.');
  for (const tool of now.tools) {
    const old = before.tools.find(({ name }) => name === tool.name);
    changes.push(
      ...(old ? toolChanges(old, tool) : [`New: ${tool.name}, which says that it ${effects[tool.effect]}.`]),
    );
  }
  for (const { name } of before.tools)
    if (!now.tools.some((tool) => tool.name === name)) changes.push(`Gone: ${name}.`);
  if (!sameScript) changes.push('Its code is different.');
  return changes.length > 0 ? changes : ['Nothing that it may do is different.'];
}

/** What a person reads before installing. @param changes against the installed one; null where none is */
export function consentOf(
  manifest: PluginManifest,
  files: PluginFiles,
  development: boolean,
  changes: readonly string[] | null,
): PluginConsent {
  return {
    name: manifest.name,
    title: manifest.title,
    version: manifest.version,
    origin: manifest.origin,
    development,
    fingerprint: files.fingerprint,
    files: [
      { name: manifestFile, sha256: files.manifestHash, bytes: files.manifest.length },
      { name: scriptFile, sha256: files.scriptHash, bytes: files.script.length },
    ],
    credential: credentialText(manifest),
    permissions: [...manifest.permissions],
    tools: manifest.tools.map((tool) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      effect: tool.effect,
      text: tool.text,
      undoText: undoText({ effect: tool.effect, undo: undoOf(tool) }),
      writes: writesOf(tool),
      params: Object.entries(tool.params).map(([name, { kind, description, required, many }]) => ({
        name,
        kind: many ? `list of ${kind}` : kind,
        description,
        required,
      })),
    })),
    warnings: warningsOf(manifest, changes),
    changes: changes === null ? null : [...changes],
  };
}
