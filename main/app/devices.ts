import { type DeviceReport, ThimbleError } from '../../shared/index.ts';
import { type DeviceRecord, type Devices, openDevices, type StartProbe, settingText } from '../inference/index.ts';
import type { Model } from './model.ts';

/** How long after the start devices are measured, in milliseconds: the window is up by then, and people have begun. */
const quiet = 20_000;

/** The device choice as the rest of the app uses it. */
export interface DeviceChooser {
  /** What was measured on this machine; null while nothing was, or there is no model. */
  report(): DeviceReport | null;
  /** Measures anew. @throws ThimbleError `model_unavailable` where there is no model */
  measure(): Promise<DeviceReport>;
  close(): Promise<void>;
}

export interface DeviceChooserOptions {
  readonly modelDir: string;
  readonly dataDir: string;
  readonly model: Pick<Model, 'problem'>;
  readonly now: () => number;
  /** Whether what was never measured here is measured without being asked for, a while after the start. */
  readonly unasked: boolean;
  readonly start?: StartProbe;
}

const reportOf = ({ at, chosen, tried }: DeviceRecord): DeviceReport => ({
  at,
  tried: tried.map(({ setting, trial }) => ({
    name: settingText(setting),
    milliseconds: 'milliseconds' in trial ? trial.milliseconds : null,
    problem: 'problem' in trial ? trial.problem : null,
    chosen: settingText(setting) === settingText(chosen),
  })),
});

/** Makes the device choice of a running app. */
export async function createDeviceChooser(options: DeviceChooserOptions): Promise<DeviceChooser> {
  const { model, unasked, ...rest } = options;
  const devices: Devices | null = model.problem ? null : await openDevices(rest);
  const report = (): DeviceReport | null => {
    const record = devices?.record();
    return record ? reportOf(record) : null;
  };
  const first =
    unasked && devices && devices.record() === null
      ? // Nobody waits for it, and the default stays in use where it fails; `doctor --devices` says why.
        setTimeout(() => void devices.measure().catch(() => undefined), quiet)
      : undefined;
  first?.unref();
  return {
    report,
    async measure() {
      if (!devices)
        throw new ThimbleError(
          'model_unavailable',
          'There is no model to measure devices with.',
          'Run `npx thimble doctor`.',
        );
      return reportOf(await devices.measure());
    },
    async close() {
      clearTimeout(first);
      await devices?.close();
    },
  };
}
