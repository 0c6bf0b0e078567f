import { availableParallelism } from 'node:os';
import { listSupportedBackends } from 'onnxruntime-node';
import { readModelConfig } from '../files.ts';
import type { SessionSetting } from '../onnx.ts';
import { candidates, chooseDevice } from './choose.ts';
import { type DeviceRecord, deviceKey, keepDevice, recallDevice } from './memory.ts';
import { type StartProbe, startNodeProbe, tryApart } from './process.ts';

/** Where the measurement is about and where it is kept. */
export interface DevicesOptions {
  /** The model folder. */
  readonly modelDir: string;
  readonly dataDir: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Starts the process of a trial; with this process's Node, from the sources, unless given. */
  readonly start?: StartProbe;
}

/** Which setting runs the network fastest on this machine. */
export interface Devices {
  /** What was measured here for this model; null while nothing was. */
  record(): DeviceRecord | null;
  /** Measures; asked again meanwhile, gives the same answer. @throws ThimbleError `model_unavailable`, or Error when closed */
  measure(): Promise<DeviceRecord>;
  close(): Promise<void>;
}

/** The setting that was measured as the fastest for a model on this machine; null while nothing was measured. */
export async function measuredSetting(modelDir: string, dataDir: string): Promise<SessionSetting | null> {
  const { files } = await readModelConfig(modelDir);
  return recallDevice(dataDir, deviceKey(files.model.sha256))?.chosen ?? null;
}

/** Measures devices for a model folder. @throws ThimbleError `model_unavailable` when its config cannot be read */
export async function openDevices({
  modelDir,
  dataDir,
  now,
  start = startNodeProbe,
}: DevicesOptions): Promise<Devices> {
  const { files } = await readModelConfig(modelDir);
  const key = deviceKey(files.model.sha256);
  const over = new AbortController();
  let running: Promise<DeviceRecord> | null = null;

  async function measure(): Promise<DeviceRecord> {
    const backends = listSupportedBackends().map(({ name }) => name);
    const choice = await chooseDevice(
      candidates(backends, availableParallelism()),
      (setting) => tryApart(start, modelDir, setting, over.signal),
      over.signal,
    );
    const record: DeviceRecord = {
      key,
      at: new Date(now()).toISOString(),
      chosen: choice.chosen,
      tried: [...choice.tried],
    };
    keepDevice(dataDir, record);
    return record;
  }

  return {
    record: () => recallDevice(dataDir, key),
    measure() {
      running ??= measure().finally(() => {
        running = null;
      });
      return running;
    },
    async close() {
      over.abort();
      await running?.catch(() => undefined);
    },
  };
}
