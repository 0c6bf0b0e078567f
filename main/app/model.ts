import { type ErrorBody, toThimbleError } from '../../shared/index.ts';
import { loadNeedle, type Proposer } from '../inference/index.ts';

/** The model of the app: there, or the reason why it is not. The app works without it but for requests. */
export interface Model {
  /** @throws ThimbleError `model_unavailable` */
  proposer(): Proposer;
  readonly problem: ErrorBody | null;
  close(): Promise<void>;
}

/** Loads Needle from a folder; a file that is missing or damaged becomes the model's problem instead of a crash. */
export async function openModel(dir: string): Promise<Model> {
  try {
    const needle = await loadNeedle({ dir });
    return { proposer: () => needle, problem: null, close: () => needle.close() };
  } catch (thrown) {
    const error = toThimbleError(thrown);
    return {
      proposer: () => {
        throw error;
      },
      problem: error.toJSON(),
      close: async () => undefined,
    };
  }
}
