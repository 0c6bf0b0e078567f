import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { connectors } from '../connectors/index.ts';
import { createShortlister, loadNeedle, type Network, openNetwork, type Token } from '../main/inference/index.ts';
import { quantile, readTasks } from '../models/eval/index.ts';
import { openTransformers, transformersMissing } from './bench/transformers.ts';

/**
 * Speed and memory of the engine with a network of Needle's larger size, beside a plain onnxruntime loop and
 * transformers.js over the same weights. The weights are random, for time does not depend on them;
 * models/training/random_graph.py makes the files.
 */

const folder = 'models/training/runs/bench/';
const threads = 2;
const prompt = 256;

type Row = (name: string, value: string) => void;

const median = (values: readonly number[]): number => quantile(values, 0.5) ?? Number.NaN;
const perSecond = (tokens: number, ms: number): number => (tokens * 1000) / ms;
const beside = (value: number, plain: number): string =>
  `${value.toFixed(0)} tokens/s, ${(value / plain).toFixed(1)} × plain (${plain.toFixed(0)})`;

async function times(count: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  for (let n = 0; n < 3; n++) await work(n);
  const taken: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await work(n);
    taken.push(performance.now() - started);
  }
  return taken;
}

interface Figures {
  /** Tokens of a prompt read in a second. */
  readonly prefill: number;
  /** Tokens written in a second, one a run. */
  readonly stepwise: number;
}

async function engineFigures(network: Network): Promise<Figures> {
  const tokens = Array.from({ length: prompt }, (_, i): Token => ({ id: (i * 37) % network.shape.vocab, mark: 0 }));
  const prefill = await times(15, () => network.read(network.empty, tokens));
  const { state } = await network.read(network.empty, tokens);
  let written = state;
  const steps = await times(100, async (n) => {
    ({ state: written } = await network.read(n === 0 ? state : written, [{ id: n, mark: 0 }]));
  });
  return { prefill: perSecond(prompt, median(prefill)), stepwise: perSecond(1, median(steps)) };
}

/** What onnxruntime does without the engine: scores of all tokens, and the whole cache answered anew in every run. */
async function plainFigures(layers: number, kvHeads: number, headDim: number): Promise<Figures> {
  // As the engine's own import does it: a package that is not ESM.
  const ort: typeof import('onnxruntime-node') = createRequire(import.meta.url)('onnxruntime-node');
  const session = await ort.InferenceSession.create(`${folder}plain.onnx`, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const names = Array.from({ length: layers }, (_, i) => [`${i}_k`, `${i}_v`]).flat();
  const int64 = (values: readonly number[], dims: readonly number[]): OrtTensor =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  const run = (past: Readonly<Record<string, OrtTensor>>, length: number, count: number) => {
    const feeds: Record<string, OrtTensor> = {
      ids: int64(new Array(count).fill(1), [1, count]),
      marks: int64(new Array(count).fill(0), [1, count]),
      features: new ort.Tensor('float32', new Float32Array(count * 768), [1, count, 768]),
      seqlens_k: new ort.Tensor('int32', Int32Array.of(length + count - 1), [1]),
      total_len: new ort.Tensor('int32', Int32Array.of(length + count), []),
      logit_idx: int64([...Array(count).keys()], [count]),
    };
    for (const name of names) {
      const kept = past[`present_${name}`];
      feeds[`past_${name}`] = kept ?? new ort.Tensor('float32', new Float32Array(0), [1, kvHeads, 0, headDim]);
    }
    return session.run(feeds);
  };
  const prefill = await times(10, () => run({}, 0, prompt));
  let past: InferenceSession.OnnxValueMapType = await run({}, 0, prompt);
  let length = prompt;
  const steps = await times(60, async () => {
    past = await run(past as Record<string, OrtTensor>, length++, 1);
  });
  await session.release();
  return { prefill: perSecond(prompt, median(prefill)), stepwise: perSecond(1, median(steps)) };
}

/** What transformers.js does: `generate`, of which the first token's time is the prompt's, the others' that of writing. */
async function transformersFigures(): Promise<Figures> {
  const model = await openTransformers(`${folder}transformers`, threads);
  const ids = Array.from({ length: prompt }, (_, i) => i);
  const more = 32;
  const first = await times(10, () => model.write(ids, 1));
  const all = await times(6, () => model.write(ids, 1 + more));
  await model.close();
  const prefill = median(first);
  return { prefill: perSecond(prompt, prefill), stepwise: perSecond(more, median(all) - prefill) };
}

/** Prints the engine's figures beside those of transformers.js, or why that does not run. */
async function besideTransformers(row: Row, engine: Figures): Promise<void> {
  const name = 'needle engine beside transformers.js';
  const missing = transformersMissing();
  if (missing) return row(name, missing);
  try {
    const theirs = await transformersFigures();
    const ratio = (ours: number, other: number): string =>
      `${other.toFixed(0)} tokens/s; ours ${(ours / other).toFixed(1)} ×`;
    row(`${name}: prompt of ${prompt} tokens`, ratio(engine.prefill, theirs.prefill));
    row(`${name}: writing one token a run`, ratio(engine.stepwise, theirs.stepwise));
  } catch (error) {
    row(name, `could not load: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One of the engine's states beside the other's. */
interface Pair {
  readonly length: number;
  readonly leads: { readonly length: number };
  readonly follows: { readonly length: number };
}

/** What one proposal took with the larger network, after its prompt was read. */
interface Written {
  tokens: number;
  runs: number;
  ms: number;
}

/**
 * `lead` decides, `follower` reads the same tokens and is what is timed: so a network of random weights writes real calls.
 * The slots of the chosen tool, read with the first run after the decision, are shown and not written: they do not count.
 * Nor do drafts of the last run.
 */
function following(lead: Network, follower: Network): { network: Network; begin(): () => Written } {
  let leadMs = 0;
  let since = 0;
  let runs = 0;
  let settled = 0;
  const pair = (leads: Pair['leads'], follows: Pair['follows']): Pair => ({ length: leads.length, leads, follows });
  const pairOf = (state: { readonly length: number }): Pair => {
    if ('leads' in state && 'follows' in state) return state as Pair;
    throw new TypeError('a state of another network');
  };
  let shown = 0;
  let promptEnd = 0;
  const network: Network = {
    shape: lead.shape,
    empty: pair(lead.empty, follower.empty),
    async read(from, tokens, rows = 1) {
      const { leads, follows } = pairOf(from);
      runs++;
      if (runs === 2) {
        since = performance.now();
        leadMs = 0;
        promptEnd = from.length;
        shown = tokens.filter((token) => token.feature).length;
      }
      settled = from.length + tokens.length - (rows - 1);
      const started = performance.now();
      const answer = await lead.read(leads, tokens, rows);
      leadMs += performance.now() - started;
      const other = await follower.read(follows, tokens, rows);
      return { ...answer, state: pair(answer.state, other.state) };
    },
    cut(from, length) {
      const { leads, follows } = pairOf(from);
      return pair(lead.cut(leads, length), follower.cut(follows, length));
    },
    async close() {
      await lead.close();
      await follower.close();
    },
  };
  return {
    network,
    begin() {
      runs = 0;
      return () => {
        const ms = performance.now() - since - leadMs;
        // The last token of a call is chosen, and never read.
        return runs < 2
          ? { tokens: 0, runs: 0, ms: 0 }
          : { tokens: settled - promptEnd - shown + 1, runs: runs - 1, ms };
      };
    },
  };
}

/** Calls of the sample tasks, written by the shipped model's choices at the larger network's pace. */
async function effective(big: Network): Promise<Written & { readonly characters: number }> {
  let begin: () => () => Written = () => () => ({ tokens: 0, runs: 0, ms: 0 });
  const { proposer, intent, close } = await loadNeedle({
    dir: 'models/needle',
    threads,
    around(network) {
      const made = following(network, big);
      begin = made.begin;
      return made.network;
    },
  });
  const tools = connectors.flatMap((connector) => connector.tools);
  const shortlister = createShortlister(tools, intent);
  const total = { tokens: 0, runs: 0, ms: 0, characters: 0 };
  const tasks = (await readTasks('models/eval/tasks/sample.jsonl')).filter((task) => task.kind !== 'abstain');
  for (const { request } of tasks) {
    const input = { request, now: '', zone: 'UTC', tools: await shortlister.shortlist(request, 8), steps: [] };
    const end = begin();
    const proposal = await proposer.propose(input);
    const { tokens, runs, ms } = end();
    if (proposal.kind === 'call' && runs > 0)
      total.characters += JSON.stringify({ name: proposal.tool, arguments: proposal.args }).length;
    total.tokens += tokens;
    total.runs += runs;
    total.ms += ms;
  }
  await close();
  return total;
}

/** Prints the engine's figures; one line that says how to make the networks where they are not there. */
export async function benchEngine(row: Row): Promise<void> {
  const memory = spawnSync(process.execPath, ['--expose-gc', 'scripts/bench-memory.ts'], { encoding: 'utf8' });
  row('needle: memory that loading the shipped model adds to a process', memory.stdout.trim() || 'n/a');
  if (!existsSync(`${folder}engine.onnx`)) {
    row('needle engine, 26M parameters', 'python3 models/training/random_graph.py makes the networks to measure');
    return;
  }
  const shape = JSON.parse(readFileSync(`${folder}shape.json`, 'utf8'));
  const plain = await plainFigures(shape.layers, shape.kvHeads, shape.headDim);
  const big = await openNetwork(readFileSync(`${folder}engine.onnx`), shape, {
    provider: 'cpu',
    threads,
    flashAttention: false,
  });
  const engine = await engineFigures(big);
  row(`needle engine: prompt of ${prompt} tokens`, beside(engine.prefill, plain.prefill));
  row(`needle engine: writing one token a run, ${prompt} before it`, beside(engine.stepwise, plain.stepwise));
  await besideTransformers(row, engine);
  const written = await effective(big);
  row(
    `needle engine: writing calls, ${(written.tokens / written.runs).toFixed(1)} tokens a run`,
    beside(perSecond(written.tokens, written.ms), plain.stepwise),
  );
  const characters = perSecond(written.characters, written.ms);
  row(
    'needle engine: the same calls as JSON',
    `${Math.round(characters)} characters/s (${Math.round(characters / 4)} tokens/s at four characters a token)`,
  );
  const numbers = 2 * shape.layers * shape.kvHeads * shape.headDim;
  row(
    'needle engine: cache of a token at 32 / 8 / 4 bits',
    [4, 1, 0.5].map((bytes) => `${((numbers * bytes) / 1024).toFixed(1)} KB`).join(' / '),
  );
}
