import { InferenceSession } from 'onnxruntime-node';

/**
 * Opens a model on the processor, with all of onnxruntime's graph optimisations.
 * @param model the ONNX file's bytes
 * @param threads intra-op threads
 */
export function openSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
}
