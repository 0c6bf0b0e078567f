import type { ConnectorManifest, ToolDefinition, ToolParam, UndoPlan } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { readByRules } from './answers.ts';
import { authOf } from './auth.ts';
import type { PluginManifest, PluginTool } from './manifest.ts';
import { fillTemplate, readTemplate } from './template.ts';

/**
 * A path with `*` for a part as an expression; every other character stands for itself. A part with a percent sign or a
 * semicolon is none: a server may read an encoded slash as one, and cut parameters off.
 */
function pathPattern(path: string): RegExp {
  const parts = path.split('*').map((part) => part.replace(/[^\w/-]/gu, '\\$&'));
  return new RegExp(`^${parts.join('[^/%;]+')}$`, 'u');
}

function paramsOf(tool: PluginTool): Readonly<Record<string, ToolParam>> {
  return Object.fromEntries(
    Object.entries(tool.params).map(([name, { kind, description, required, many, values }]) => [
      name,
      { kind, description, required, many, sets: [name], ...(values ? { values } : {}) },
    ]),
  );
}

/** A tool's undo as the kit has it. */
export function undoOf({ undo }: PluginTool): UndoPlan {
  if (!undo) return { kind: 'none', text: 'It changes nothing.' };
  return 'tool' in undo ? { kind: 'call', tool: undo.tool, text: undo.text } : { kind: 'none', text: undo.none };
}

function toolOf(manifest: PluginManifest, tool: PluginTool): ToolDefinition {
  const template = readTemplate(tool.text);
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    effect: tool.effect,
    undo: undoOf(tool),
    params: paramsOf(tool),
    ...(tool.maxWrites === undefined ? {} : { maxWrites: tool.maxWrites }),
    // Whose words these are stands before them: nobody at Thimble has read whether they are true.
    effectText: (_args, labels) => `${manifest.title} plug-in: ${fillTemplate(template, labels)}`,
    run: () =>
      Promise.reject(
        new ThimbleError('internal', 'Code of a plug-in runs in the sandbox only.', 'Report this: it is a defect.'),
      ),
  };
}

/**
 * The connector that a manifest describes: data throughout, with functions of Thimble's own over it. Nothing of the
 * plug-in's script is in it or is run by it.
 * @param fingerprint of both files, in hex: part of the version, so that a decision is for exactly this code
 */
export function connectorOf(manifest: PluginManifest, fingerprint: string): ConnectorManifest {
  return {
    service: manifest.name,
    title: manifest.title,
    version: `${manifest.version}+${fingerprint}`,
    origin: manifest.origin,
    bodyEncoding: manifest.bodyEncoding,
    headers: manifest.headers,
    idempotencyHeader: manifest.idempotencyHeader ?? null,
    readPaths: manifest.readPaths.map(pathPattern),
    readResponse: (status, body) => readByRules(manifest.title, manifest.answers, status, body),
    auth: authOf(manifest),
    tools: manifest.tools.map((tool) => toolOf(manifest, tool)),
  };
}
