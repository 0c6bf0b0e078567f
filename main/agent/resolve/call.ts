import { createHash } from 'node:crypto';
import { type KindName, kinds, type ToolDefinition, type ToolParam } from '../../../connectors/index.ts';
import {
  type ArgumentView,
  canonicalJson,
  type Json,
  type JsonObject,
  type Provenance,
  type Question,
} from '../../../shared/index.ts';
import type { ProposedValue } from '../../inference/index.ts';
import { withoutQuoted } from '../../policy/index.ts';
import type { Candidate, Me, Resolution, ResolveContext, Resolvers } from './types.ts';

/** What a person already settled: the candidate picked for a question, by {@link Question} id. */
export type Choices = ReadonlyMap<string, Candidate>;

export interface ResolveRequest {
  readonly tool: ToolDefinition;
  readonly args: Readonly<Record<string, ProposedValue>>;
  readonly confidence: Readonly<Record<string, number>>;
  /** Where given words came from. */
  readonly trace: (words: string, param: string) => Provenance;
  readonly choices: Choices;
  readonly request: string;
  readonly now: number;
  readonly zone: string;
  readonly me: Me | null;
  readonly defaults?: ResolveContext['defaults'];
  readonly lookup: ResolveContext['lookup'];
}

export type ResolvedCall =
  | {
      readonly kind: 'resolved';
      readonly args: JsonObject;
      readonly labels: Readonly<Record<string, string>>;
      readonly views: readonly ArgumentView[];
      /** The least trusted source of each value. */
      readonly sources: Readonly<Record<string, Provenance>>;
      /** The source of every item of a value. */
      readonly itemSources: Readonly<Record<string, readonly Provenance[]>>;
    }
  | { readonly kind: 'question'; readonly question: Question; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'missing'; readonly param: string; readonly message: string };

/** Parameters in an order in which those named in `within` come before those that they narrow. */
export function inOrder(params: ToolDefinition['params']): [string, ToolParam][] {
  const done = new Set<string>();
  const ordered: [string, ToolParam][] = [];
  const visit = (name: string): void => {
    const param = params[name];
    if (!param || done.has(name)) return;
    done.add(name);
    for (const before of param.within ?? []) visit(before);
    ordered.push([name, param]);
  };
  for (const name of Object.keys(params)) visit(name);
  return ordered;
}

const words = (value: ProposedValue): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : Array.isArray(value)
        ? value.join(', ')
        : Object.entries(value)
            .map(([name, text]) => `${name}: ${text}`)
            .join(', ');

/** Untrusted beats chosen beats copied: a list is as trustworthy as its worst part. */
function worst(sources: readonly Provenance[]): Provenance {
  return (
    sources.find((source) => source.kind === 'result') ??
    sources.find((source) => source.kind === 'model') ??
    sources[0] ?? { kind: 'model' }
  );
}

/** Where one part of a value came from: the names in a map count only where a result gave them. */
function originsOf(
  part: string | boolean | { readonly [key: string]: string },
  trace: (text: string) => Provenance,
): Provenance[] {
  if (typeof part === 'boolean') {
    const origin = trace(words(part));
    return [origin.kind === 'person' ? origin : { kind: 'model' }];
  }
  if (typeof part === 'string') return [trace(part)];
  return [
    ...Object.values(part).map(trace),
    ...Object.keys(part)
      .map(trace)
      .filter((origin) => origin.kind === 'result'),
  ];
}

const describe = (param: ToolParam): string =>
  param.description.replace(/\.$/u, '').replace(/^./u, (first) => first.toLowerCase());

/**
 * Turns what the model wrote for a tool into resolved arguments, parameter by parameter, or says what is in the way: a
 * question (two records fit) or what is missing. Values are checked against their kind's schema before they leave.
 * @throws ThimbleError when a look-up cannot be made
 */
export async function resolveCall(input: ResolveRequest, resolvers: Resolvers): Promise<ResolvedCall> {
  const args: JsonObject = {};
  const labels: Record<string, string> = {};
  const sources: Record<string, Provenance> = {};
  const itemSources: Record<string, readonly Provenance[]> = {};
  const views: ArgumentView[] = [];

  for (const [name, param] of inOrder(input.tool.params)) {
    const proposed = input.args[name];
    if (proposed === undefined || (Array.isArray(proposed) && proposed.length === 0)) {
      if (param.required) return { kind: 'missing', param: name, message: `One thing is missing: ${describe(param)}.` };
      continue;
    }
    const context: ResolveContext = {
      now: input.now,
      zone: input.zone,
      me: input.me,
      defaults: input.defaults,
      param,
      tool: input.tool.name,
      resolved: { ...args },
      // What somebody else wrote is content: it does not say which record the person means.
      request: withoutQuoted(input.request),
      lookup: input.lookup,
    };
    const parts: (string | boolean | { readonly [key: string]: string })[] =
      typeof proposed === 'string' || typeof proposed === 'boolean'
        ? [proposed]
        : Array.isArray(proposed)
          ? [...proposed]
          : [proposed as { readonly [key: string]: string }];
    const values: Json[] = [];
    const shown: string[] = [];
    const traced: Provenance[] = [];
    for (const [index, part] of parts.entries()) {
      // A choice holds for the same words among the same records only.
      const narrowed = (param.within ?? []).map((before) => args[before] ?? null);
      const among = createHash('sha256').update(canonicalJson(narrowed)).digest('hex').slice(0, 16);
      const questionId = `${input.tool.name}/${name}/${index}/${among}/${words(part)}`;
      const chosen = input.choices.get(questionId);
      const resolution: Resolution = chosen
        ? { kind: 'resolved', value: chosen.value, label: chosen.label, via: 'your choice' }
        : await resolvePart(part, param, context, resolvers);
      if (resolution.kind === 'missing') return { kind: 'missing', param: name, message: resolution.message };
      if (resolution.kind === 'ambiguous')
        return {
          kind: 'question',
          candidates: resolution.candidates,
          question: {
            id: questionId,
            text: resolution.question,
            param: name,
            candidates: resolution.candidates.map((candidate, at) => ({
              id: String(at),
              label: candidate.label,
              detail: candidate.detail,
            })),
          },
        };
      // One phrase may name several records ("everyone in #design"); each has to be of the kind.
      const found = param.many && Array.isArray(resolution.value) ? resolution.value : [resolution.value];
      const checked = found.map((value) => kinds[param.kind].value.safeParse(value));
      if (checked.length === 0 || !checked.every((one) => one.success))
        return { kind: 'missing', param: name, message: `I could not read “${words(part)}” as ${describe(param)}.` };
      values.push(...checked.map((one) => one.data as Json));
      shown.push(resolution.label);
      for (const origin of originsOf(part, (text) => input.trace(text, name)))
        traced.push(
          origin.kind === 'words' && resolution.via !== null
            ? { kind: 'resolver', text: origin.text, via: resolution.via }
            : origin,
        );
    }
    const value = param.many ? values : (values[0] ?? null);
    const label = shown.join(', ');
    args[name] = value;
    labels[name] = label;
    const source = worst(traced);
    sources[name] = source;
    itemSources[name] = traced;
    views.push({
      name,
      kind: param.kind,
      description: param.description,
      proposed: words(proposed),
      value,
      label,
      source,
      confidence: input.confidence[name] ?? null,
      editable: true,
      choices: param.kind === 'boolean' ? ['yes', 'no'] : param.values ? [...param.values] : null,
    });
  }
  return { kind: 'resolved', args, labels, views, sources, itemSources };
}

const leading = /^(?:to|of|for|in|into|on|at|by|from|with|as|and|is)\s+(?=\S)/iu;
const trailing =
  /(?<=\S)[\s,.;:!?]*\s(?:to|of|for|in|on|at|by|from|with|as|and|is|that|thanks|thank you|please|pls)$|[,;:.!?]+$/iu;

/** Words without the small ones that a copied span may have taken along from beside it: "to Lin", "Oskar for". */
function withoutEdges(words: string): string {
  let core = words.trim();
  for (let last = ''; last !== core; ) {
    last = core;
    core = core.replace(leading, '').replace(trailing, '').trim();
  }
  return core === '' ? words : core;
}

async function resolvePart(
  part: string | boolean | { readonly [key: string]: string },
  param: ToolParam,
  context: ResolveContext,
  resolvers: Resolvers,
): Promise<Resolution> {
  if (typeof part === 'boolean') return { kind: 'resolved', value: part, label: part ? 'yes' : 'no', via: null };
  if (param.kind === 'enum') {
    const choice = typeof part === 'string' ? param.values?.find((value) => value === part) : undefined;
    return choice === undefined
      ? { kind: 'missing', message: `Choose one of ${(param.values ?? []).join(', ')} for ${describe(param)}.` }
      : { kind: 'resolved', value: choice, label: choice.replaceAll('_', ' '), via: null };
  }
  const resolver = resolvers[param.kind as KindName];
  if (!resolver) return { kind: 'missing', message: `Thimble cannot read ${describe(param)} yet.` };
  // Maps reach their resolver as JSON text: one signature for all kinds.
  if (typeof part !== 'string') return resolver(JSON.stringify(part), context);
  const first = await resolver(part, context);
  const core = withoutEdges(part);
  if (first.kind !== 'missing' || core === part) return first;
  const second = await resolver(core, context);
  return second.kind === 'missing' ? first : second;
}
