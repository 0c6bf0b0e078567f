import { InferenceSession } from 'onnxruntime-node';

/** How a network is run. */
export interface SessionSetting {
  /** An execution provider of onnxruntime-node: `cpu`, `webgpu`, `cuda`, `dml`, `coreml`. */
  readonly provider: string;
  /** Intra-op threads of what runs on the processor. */
  readonly threads: number;
  /** Whether GroupQueryAttention on the processor takes the tiled flash kernel. */
  readonly flashAttention: boolean;
}

/**
 * What is used until something faster was measured. onnxruntime's tiled attention is for prompts far longer than ours:
 * without it a written token takes 3 to 7 % less time.
 */
export const defaultSetting: SessionSetting = { provider: 'cpu', threads: 2, flashAttention: false };

/** onnxruntime has no session option for it: the kernels look at the environment when they are made. */
const noFlash = 'ORT_GQA_DISABLE_FLASH_ATTENTION';

/**
 * Opens a model with all of onnxruntime's graph optimisations. What the provider has no kernel for runs on the processor.
 * Memory patterns are off: they are kept for every length of input, which costs some 10 MB and saves no time here.
 * @param model the ONNX file's bytes
 */
export async function openSession(model: Uint8Array, setting: SessionSetting): Promise<InferenceSession> {
  const { provider, threads, flashAttention } = setting;
  process.env[noFlash] = flashAttention ? '0' : '1';
  return InferenceSession.create(model, {
    // One alone: from a list, a provider that is not there is left out without a word. The processor is always behind it.
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableMemPattern: false,
    logSeverityLevel: 3,
  });
}
