import { z } from 'zod';
import { ThimbleError } from '../../shared/index.ts';
import { withCalibration } from './calibration.ts';
import { createDescriptions } from './descriptions.ts';
import { settingText } from './device/choose.ts';
import { encoderTokens, openEncoder } from './encoder.ts';
import { modelUnavailable, readModelFiles } from './files.ts';
import { createIntentModel, type IntentModel } from './intent.ts';
import { Needle } from './needle.ts';
import { defaultSetting, type SessionSetting } from './onnx.ts';
import { type Network, openNetwork } from './session.ts';
import { BpeTokenizer } from './tokenizer.ts';
import type { Proposer } from './types.ts';

const toolsSchema = z.object({
  tools: z.array(z.string()),
  scale: z.number(),
  longest: z.number().int().min(2),
  bias: z.array(z.number()),
});

/** The model: what proposes calls, and what says which tools a request may be about. */
export interface NeedleModel {
  readonly proposer: Proposer;
  readonly intent: IntentModel;
  close(): Promise<void>;
}

/**
 * Loads Needle from a model folder, each file checked by its hash.
 * @param options.threads threads of the sentence encoder, and of the network where no setting is given; 2 unless given
 * @param options.setting how the network is run
 * @param options.calibrate false: confidences are the network's own, as measuring a calibration needs them
 * @param options.around stands in for the network, given the one that was loaded; for measuring
 * @throws ThimbleError `model_unavailable` when a file is missing, damaged, or cannot be run here
 */
export async function loadNeedle(options: {
  readonly dir: string;
  readonly threads?: number;
  readonly setting?: SessionSetting;
  readonly calibrate?: boolean;
  readonly around?: (network: Network) => Network;
}): Promise<NeedleModel> {
  const files = await readModelFiles(options.dir);
  const { config } = files;
  const threads = options.threads ?? defaultSetting.threads;
  const setting = options.setting ?? { ...defaultSetting, threads };
  try {
    const tokenizer = new BpeTokenizer(files.tokenizer);
    const shape = toolsSchema.parse(files.tools);
    const [encoder, loaded] = await Promise.all([
      openEncoder(files.encoder, encoderTokens(files.encoderTokenizer, shape.longest), threads),
      openNetwork(files.model, config.network, setting),
    ]);
    const network = options.around?.(loaded) ?? loaded;
    const descriptions = createDescriptions(encoder, {
      texts: z.array(z.string()).parse(files.descriptions),
      rows: files.descriptionStates,
      width: config.network.features,
    });
    const intent = createIntentModel(encoder, shape, files.toolVectors);
    const info = {
      name: `${config.name} ${config.version}`,
      device: settingText(setting),
      parameters: config.parameters,
    };
    const { intentWeight, keys, calibration } = config;
    const needle = new Needle({ network, tokenizer, encoder, descriptions, intent, intentWeight, keys, info });
    const proposer = calibration && options.calibrate !== false ? withCalibration(needle, calibration) : needle;
    return {
      proposer,
      intent,
      async close() {
        await proposer.close();
        await intent.close();
      },
    };
  } catch (error) {
    if (error instanceof ThimbleError) throw error;
    throw modelUnavailable('could not be started', error);
  }
}
