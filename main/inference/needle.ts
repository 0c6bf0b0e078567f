import { isDeepStrictEqual } from 'node:util';
import type { ToolDefinition } from '../../connectors/index.ts';
import { CopySource } from './copying.ts';
import { Cursor, logSoftmax, NoRoom, type Token } from './cursor.ts';
import { CallWriter, markToken } from './decode.ts';
import type { Descriptions } from './descriptions.ts';
import { encodeForm, type Features } from './encode.ts';
import type { SentenceEncoder } from './encoder.ts';
import { contextForm } from './format.ts';
import type { Intent, IntentModel } from './intent.ts';
import { mark, plain } from './marks.ts';
import { namesChannel, takesChannel } from './mentions.ts';
import type { Network, NetworkState } from './session.ts';
import { clauses } from './shortlister.ts';
import { slotCounts, slotTexts, toolSlot, toolSlotOf } from './slots.ts';
import type { BpeTokenizer } from './tokenizer.ts';
import type { PastStep, Proposal, ProposeInput, Proposer } from './types.ts';

/** What a proposer is made of. */
export interface NeedleParts {
  readonly network: Network;
  readonly tokenizer: BpeTokenizer;
  readonly encoder: SentenceEncoder;
  readonly descriptions: Descriptions;
  readonly intent: IntentModel | null;
  readonly intentWeight: number;
  readonly keys: readonly string[];
  readonly info: Proposer['info'];
}

/** Longest request that is read; the rest is not looked at. Characters. */
const longestRequest = 2000;
/** What a tool loses that has no place for the channel a request names. Natural-log units. */
const overlooked = 5;
/** What a tool loses that was called in this run already: one request seldom asks for the same twice. Natural-log units. */
const repeated = 4;
/** Tokens kept free for the answer. */
const answerRoom = 320;

/** Log probability against which a further call is weighed by the intent model; chosen on held-out templates. */
const doubt = -1;

const isSame = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.id === b.id &&
  a.mark === b.mark &&
  a.feature?.buffer === b.feature?.buffer &&
  a.feature?.byteOffset === b.feature?.byteOffset;

/** How many other tools a proposal names. */
const mostOthers = 4;

type Decision =
  | { readonly kind: 'none'; readonly reason: 'not_a_request' | 'not_connected' | 'missing_value' }
  | { readonly kind: 'done' }
  | { readonly kind: 'tool'; readonly tool: ToolDefinition };

/** Needle: reads a request and the shortlisted tools, decides, and writes the call within the tools' schemas. */
export class Needle implements Proposer {
  readonly info: Proposer['info'];
  private readonly parts: NeedleParts;
  private last: { readonly tokens: readonly Token[]; readonly state: NetworkState } | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(parts: NeedleParts) {
    this.parts = parts;
    this.info = parts.info;
  }

  /** One proposal at a time; later ones wait. Rejects with the signal's reason when it is aborted. */
  propose(input: ProposeInput, signal?: AbortSignal): Promise<Proposal> {
    const answer = this.queue.then(() => this.think(input, signal));
    this.queue = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  async close(): Promise<void> {
    await this.queue;
    await this.parts.network.close();
  }

  private async think(input: ProposeInput, signal: AbortSignal | undefined): Promise<Proposal> {
    signal?.throwIfAborted();
    const { tokenizer, network } = this.parts;
    const request = [...plain(input.request).trim()].slice(0, longestRequest).join('').trim();
    if (request === '') return { kind: 'none', reason: 'not_a_request', confidence: 1 };
    const known = input.tools.slice(0, slotCounts.tools);
    const features = await this.features(request, known, input.steps);
    const writer = contextForm(known, request, input.steps, (name) => tokenizer.addedId(` ${name}`) !== undefined);
    const prompt = writer.form;
    const tokens = encodeForm(tokenizer, prompt, features);
    if (tokens.length + answerRoom > network.shape.maxLength)
      return { kind: 'none', reason: 'not_a_request', confidence: 0 };
    const cursor = this.start(tokens, signal);
    const { decision, log, others } = await this.decide(
      cursor,
      known,
      request,
      new Set(input.steps.map((step) => step.tool)),
    );
    this.last = { tokens, state: cursor.position };
    if (decision.kind === 'none') return { kind: 'none', reason: decision.reason, confidence: Math.exp(log) };
    if (decision.kind === 'done') return { kind: 'done', confidence: Math.exp(log) };
    const { tool } = decision;
    const source = new CopySource(request, tokenizer);
    if (!source.usable && Object.keys(tool.params).length > 0)
      return { kind: 'none', reason: 'missing_value', confidence: Math.exp(log) };
    await this.parts.descriptions.prepare(slotTexts(tool));
    const { text, slots } = writer.open(tool).form;
    const opened = { text: text.slice(prompt.text.length), slots: slots.slice(prompt.slots.length) };
    cursor.push(...encodeForm(tokenizer, opened, features));
    const call = await new CallWriter(cursor, tool, {
      tokenizer,
      source,
      fields: writer.fields,
      keys: this.parts.keys,
      feature: features.of,
    })
      .write()
      .catch((error: unknown) => {
        if (error instanceof NoRoom) return null;
        throw error;
      });
    if (call === null) return { kind: 'none', reason: 'not_a_request', confidence: 0 };
    // What was done already is not asked for again: a repeated call says that nothing is left to do.
    if (input.steps.some((step) => step.tool === tool.name && isDeepStrictEqual(step.args, call.args)))
      return { kind: 'done', confidence: Math.exp(log + call.log) };
    return {
      kind: 'call',
      tool: tool.name,
      args: call.args,
      confidence: Math.exp(log + call.log),
      argConfidence: Object.fromEntries(Object.entries(call.argLogs).map(([name, one]) => [name, Math.exp(one)])),
      alternatives: others,
    };
  }

  /** What the encoder says of the request, of the tools, and of the parameters of those that were called. */
  private async features(
    request: string,
    tools: readonly ToolDefinition[],
    steps: readonly PastStep[],
  ): Promise<Features> {
    const { descriptions, encoder } = this.parts;
    await descriptions.prepare(tools.map((tool) => toolSlotOf(tool).text));
    for (const { tool: name } of steps) {
      const tool = tools.find((one) => one.name === name);
      if (tool) await descriptions.prepare(slotTexts(tool));
    }
    return { of: (text) => descriptions.of(text), request: await encoder.read(request) };
  }

  /** Goes on from the last prompt where the beginnings are the same (as someone types, or at the next step of a run). */
  private start(tokens: readonly Token[], signal: AbortSignal | undefined): Cursor {
    const { network } = this.parts;
    const { last } = this;
    let same = 0;
    const most = Math.min(tokens.length - 1, last?.tokens.length ?? 0);
    while (same < most && isSame(last?.tokens[same], tokens[same])) same++;
    const state = last && same > 0 ? network.cut(last.state, same) : network.empty;
    // What is read now is written over the rest of the last prompt: it may be stopped half-way.
    this.last = { tokens: tokens.slice(0, state.length), state };
    const cursor = new Cursor(network, state, signal);
    cursor.push(...tokens.slice(state.length));
    return cursor;
  }

  private toolToken(tool: ToolDefinition, index: number): Token {
    const { tokenizer, descriptions } = this.parts;
    const name = tokenizer.addedId(` ${tool.name}`);
    const slot = toolSlotOf(tool);
    const { id } = markToken(tokenizer, toolSlot(index));
    return { id, mark: slot.mark, feature: descriptions.of(slot.text), ...(name === undefined ? {} : { name }) };
  }

  private async decide(
    cursor: Cursor,
    tools: readonly ToolDefinition[],
    request: string,
    done: ReadonlySet<string>,
  ): Promise<{ decision: Decision; log: number; others: { tool: string; confidence: number }[] }> {
    const { tokenizer, intent, intentWeight } = this.parts;
    const choices: { token: Token; decision: Decision }[] = [
      { token: markToken(tokenizer, mark.notARequest), decision: { kind: 'none', reason: 'not_a_request' } },
      { token: markToken(tokenizer, mark.notConnected), decision: { kind: 'none', reason: 'not_connected' } },
      { token: markToken(tokenizer, mark.missingValue), decision: { kind: 'none', reason: 'missing_value' } },
    ];
    if (done.size > 0) choices.push({ token: markToken(tokenizer, mark.done), decision: { kind: 'done' } });
    for (const [index, tool] of tools.entries())
      choices.push({ token: this.toolToken(tool, index), decision: { kind: 'tool', tool } });
    let logs = await cursor.weigh(choices.map((choice) => choice.token));
    // The intent model knows the whole request only: it has a say on the first call, not on what is left to do.
    if (intent && done.size === 0 && intentWeight > 0) {
      const asked = await intent.judge(request, tools);
      logs = logSoftmax(
        logs.map((log, i) => {
          const decision = choices[i]?.decision;
          return (
            log + intentWeight * Math.max(-8, decision?.kind === 'tool' ? asked.of(decision.tool.name) : asked.none)
          );
        }),
      );
    }
    // A request of one part that names a channel is about that channel, whatever else it sounds like.
    if (done.size === 0 && tools.some(takesChannel) && namesChannel(request) && clauses(request).length === 1)
      logs = logSoftmax(
        logs.map((log, i) => {
          const decision = choices[i]?.decision;
          return decision?.kind === 'tool' && !takesChannel(decision.tool) ? log - overlooked : log;
        }),
      );
    // A further call needs a part of the request that asks for it: the intent model reads the parts one by one.
    if (intent && done.size > 0 && intentWeight > 0) {
      const parts: Intent[] = [];
      for (const part of clauses(request)) parts.push(await intent.judge(part, tools));
      logs = logSoftmax(
        logs.map((log, i) => {
          const decision = choices[i]?.decision;
          const name = decision?.kind === 'tool' ? decision.tool.name : null;
          const asked = name === null ? doubt : Math.max(...parts.map((part) => part.of(name)));
          return log + intentWeight * Math.max(-8, asked) - (name !== null && done.has(name) ? repeated : 0);
        }),
      );
    }
    let best = 0;
    for (const [i, log] of logs.entries()) if (log > (logs[best] ?? -Infinity)) best = i;
    const decision = choices[best]?.decision;
    if (!decision) throw new RangeError('nothing to decide');
    const others = choices
      .flatMap(({ decision: other }, i) =>
        other.kind === 'tool' && i !== best
          ? [{ tool: other.tool.name, confidence: Math.exp(logs[i] ?? -Infinity) }]
          : [],
      )
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, mostOthers);
    return { decision, log: logs[best] ?? 0, others };
  }
}
