import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ThimbleError } from '../../../shared/index.ts';
import { chatUrl, type Endpoint } from '../endpoint/index.ts';

export const suiteNames = ['execution', 'functions', 'unseen', 'retrieval', 'asks', 'guardrail'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** Which model is tested. */
export type Tested =
  | { readonly kind: 'needle' | 'oracle' }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint };

/** What `npm run eval` was asked for. */
export interface EvalOptions {
  readonly suite: SuiteName;
  /** Task files; empty stands for the suite's own sample. */
  readonly tasks: readonly string[];
  /** The first so many tasks of each file; all unless given. */
  readonly limit: number;
  readonly tested: Tested;
  /** Needle's folder. */
  readonly needle: string;
  readonly uncalibrated: boolean;
  /** Confidence below which the app asks instead of proposing, 0 to 1; null: as people get it. */
  readonly askBelow: number | null;
  readonly count: number;
  readonly seed: number;
  readonly specs: string | null;
  readonly out: string | null;
  readonly plot: string | null;
  readonly json: boolean;
}

interface Given {
  suite: SuiteName;
  tasks?: string[];
  limit?: number;
  proposer?: 'needle' | 'oracle' | 'endpoint';
  endpoint?: string;
  model?: string;
  temperature: number | 'none';
  timeout: number;
  needle: string;
  uncalibrated: boolean;
  askBelow?: number;
  count: number;
  seed: number;
  specs?: string;
  out?: string;
  plot?: string;
  json: boolean;
}

const bad = (message: string, hint: string): ThimbleError => new ThimbleError('bad_input', message, hint);

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It is a whole number.');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It is from 0 to 1.');
  return value;
}

function temperature(text: string): number | 'none' {
  if (text === 'none') return text;
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('It is a number, or none.');
  return value;
}

function tested(given: Given, key: string | undefined): Tested {
  if (given.suite === 'asks') {
    if (given.endpoint !== undefined || (given.proposer ?? 'oracle') !== 'oracle')
      throw bad('The asks suite measures the rules, with the oracle alone.', 'Leave --endpoint and --proposer out.');
    return { kind: 'oracle' };
  }
  const kind = given.proposer ?? (given.endpoint === undefined ? 'needle' : 'endpoint');
  if (kind !== 'endpoint') {
    if (given.endpoint !== undefined)
      throw bad(`--endpoint has no use with --proposer ${kind}.`, 'Leave one of them out.');
    if (kind === 'oracle' && given.suite !== 'execution' && given.suite !== 'guardrail')
      throw bad('The oracle runs the suites execution, guardrail and asks only.', 'Leave --proposer out.');
    return { kind };
  }
  if (given.suite === 'guardrail')
    throw bad('The guardrail suite runs Needle or the oracle.', 'Leave --endpoint and --model out.');
  if (given.suite === 'retrieval')
    throw bad('The retrieval suite measures Needle’s shortlists only.', 'Leave --endpoint and --proposer out.');
  const { endpoint: url, model } = given;
  if (url === undefined || model === undefined)
    throw bad('An endpoint needs an address and a model.', 'Give --endpoint URL and --model NAME.');
  chatUrl(url);
  return {
    kind,
    endpoint: {
      url,
      model,
      temperature: given.temperature === 'none' ? null : given.temperature,
      timeout: given.timeout * 1000,
      ...(key ? { key } : {}),
    },
  };
}

/**
 * Reads the command line of `npm run eval`; help and unreadable options end the process.
 * @param key the endpoint's key, from the environment: a command line is seen by others
 * @throws ThimbleError `bad_input` when options do not go together
 */
export function readOptions(argv: readonly string[], key: string | undefined): EvalOptions {
  const given = new Command('npm run eval --')
    .description('Measures a model: docs/evaluation.md describes each suite and figure.')
    .addOption(new Option('--suite <name>', 'what is measured').choices(suiteNames).default('execution'))
    .option('--tasks <file...>', "task files (JSON lines); the suite's own sample unless given")
    .option('--limit <n>', 'only the first so many tasks of each file', whole)
    .addOption(
      new Option('--proposer <name>', 'Needle, an oracle that knows what is expected, or --endpoint').choices([
        'needle',
        'oracle',
        'endpoint',
      ]),
    )
    .option('--endpoint <url>', 'tests a model behind an OpenAI-compatible API; its key is in THIMBLE_EVAL_KEY')
    .option('--model <name>', "the endpoint's model")
    .option('--temperature <number>', 'sent to the endpoint, or none', temperature, 0)
    .option('--timeout <seconds>', "longest wait for one of the endpoint's answers", whole, 120)
    .option('--needle <folder>', "Needle's files", join(import.meta.dirname, '..', '..', 'needle'))
    .option('--uncalibrated', "keeps the model's own confidences, which calibrate.ts needs", false)
    .option('--ask-below <confidence>', 'execution: a call of less is asked about, which nobody answers', share)
    .option('--count <n>', 'unseen: how many tasks are made', whole, 500)
    .option('--seed <n>', 'unseen: of which they are made', whole, 1)
    .option('--specs <file>', 'unseen: operations of other APIs')
    .option('--out <file>', 'writes the whole report (.json), or one JSON line a task (any other name)')
    .option('--plot <file>', 'writes the figures as a picture (SVG)')
    .option('--json', 'prints the figures as JSON', false)
    .parse([...argv], { from: 'user' })
    .opts<Given>();
  return {
    suite: given.suite,
    tasks: given.tasks ?? [],
    limit: given.limit ?? Number.POSITIVE_INFINITY,
    tested: tested(given, key),
    needle: given.needle,
    uncalibrated: given.uncalibrated,
    // Calibration needs the unsure calls too.
    askBelow: given.askBelow ?? (given.uncalibrated ? 0 : null),
    count: given.count,
    seed: given.seed,
    specs: given.specs ?? null,
    out: given.out ?? null,
    plot: given.plot ?? null,
    json: given.json,
  };
}
