import { type ErrorBody, toThimbleError } from '../../shared/index.ts';
import { type IntentModel, loadNeedle, measuredSetting, type NeedleModel, type Proposer } from '../inference/index.ts';

/** The model of the app: there, or the reason why it is not. The app works without it but for requests. */
export interface Model {
  /** @throws ThimbleError `model_unavailable` */
  proposer(): Proposer;
  /** Says which tools a request may be about; null where the shortlist goes by words alone. */
  readonly intent: IntentModel | null;
  readonly problem: ErrorBody | null;
  close(): Promise<void>;
}

/** Loads Needle on the device that was measured as the fastest; on the default one where that cannot be opened any more. */
async function loadFast(dir: string, dataDir: string): Promise<NeedleModel> {
  const setting = await measuredSetting(dir, dataDir);
  if (!setting) return loadNeedle({ dir });
  return loadNeedle({ dir, setting }).catch(() => loadNeedle({ dir }));
}

/**
 * Loads Needle from a folder; a file that is missing or damaged becomes the model's problem instead of a crash.
 * @param dataDir where measurements of devices are kept
 */
export async function openModel(dir: string, dataDir: string): Promise<Model> {
  try {
    const needle = await loadFast(dir, dataDir);
    return { proposer: () => needle.proposer, intent: needle.intent, problem: null, close: () => needle.close() };
  } catch (thrown) {
    const error = toThimbleError(thrown);
    return {
      proposer: () => {
        throw error;
      },
      intent: null,
      problem: error.toJSON(),
      close: async () => undefined,
    };
  }
}
