import { InferenceSession } from 'onnxruntime-node';

// onnxruntime's tiled attention is for prompts far longer than ours: without it a written token takes 3 to 7 % less time.
process.env.ORT_GQA_DISABLE_FLASH_ATTENTION ??= '1';

/**
 * Opens a model on the processor, with all of onnxruntime's graph optimisations. Memory patterns are off: they are kept for
 * every length of input, which costs some 10 MB and saves no time here.
 * @param model the ONNX file's bytes
 * @param threads intra-op threads
 */
export function openSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableMemPattern: false,
    logSeverityLevel: 3,
  });
}
