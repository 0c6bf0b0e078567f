import { defaultSetting, type SessionSetting } from '../onnx.ts';
import type { Trial } from './trial.ts';

/** A setting that was tried, and what came of it. */
export interface Tried {
  readonly setting: SessionSetting;
  readonly trial: Trial;
}

/** The setting to use, and all that were tried. */
export interface DeviceChoice {
  readonly chosen: SessionSetting;
  readonly tried: readonly Tried[];
}

/** Providers that are worth a try where onnxruntime has them: the other ones compile for minutes, or only copy. */
const providers: Readonly<Record<string, string>> = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
  webgpu: 'WebGPU',
};
/** More threads than this only wait for each other on a model of this size. */
const mostThreads = 8;
/** How much faster a setting must be than the default to take its place: less is noise. */
const worthwhile = 0.95;

/** A setting in words: "CPU, 2 threads, flash attention". */
export function settingText({ provider, threads, flashAttention }: SessionSetting): string {
  if (provider !== 'cpu') return providers[provider] ?? provider;
  return `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}${flashAttention ? ', flash attention' : ''}`;
}

/**
 * What to try on a machine; the default comes first.
 * @param backends execution providers of onnxruntime-node (`listSupportedBackends`)
 * @param cores processors that this process may use
 */
export function candidates(backends: readonly string[], cores: number): SessionSetting[] {
  const most = Math.max(1, Math.min(cores, mostThreads));
  const threads = [...new Set([defaultSetting.threads, 1, 2, 4, most])].filter(
    (count) => count <= most || count === defaultSetting.threads,
  );
  const onProcessor = threads.flatMap((count) => [
    { provider: 'cpu', threads: count, flashAttention: false },
    { provider: 'cpu', threads: count, flashAttention: true },
  ]);
  const others = Object.keys(providers).filter((name) => backends.includes(name));
  return [...onProcessor, ...others.map((provider) => ({ ...defaultSetting, provider }))];
}

/**
 * Tries settings one after the other and chooses the fastest that is right, the default unless another is clearly faster.
 * @param attempt tries one; what it throws is kept as the reason why the setting is not used
 * @param signal stops between two; then this rejects with its reason
 */
export async function chooseDevice(
  settings: readonly SessionSetting[],
  attempt: (setting: SessionSetting) => Promise<Trial>,
  signal: AbortSignal,
): Promise<DeviceChoice> {
  const tried: Tried[] = [];
  for (const setting of settings) {
    signal.throwIfAborted();
    const trial = await attempt(setting).catch((thrown: unknown) => ({
      problem: thrown instanceof Error ? thrown.message : String(thrown),
    }));
    signal.throwIfAborted();
    tried.push({ setting, trial });
  }
  const usual = timeOf(tried.find(({ setting }) => isDefault(setting)));
  const fastest = tried.reduce<Tried | null>(
    (best, one) => (timeOf(one) < (best ? timeOf(best) : Infinity) ? one : best),
    null,
  );
  const chosen = fastest && timeOf(fastest) < usual * worthwhile ? fastest.setting : defaultSetting;
  return { chosen, tried };
}

const timeOf = (one: Tried | undefined): number =>
  one && 'milliseconds' in one.trial ? one.trial.milliseconds : Infinity;

const isDefault = ({ provider, threads, flashAttention }: SessionSetting): boolean =>
  provider === defaultSetting.provider &&
  threads === defaultSetting.threads &&
  flashAttention === defaultSetting.flashAttention;
