import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { env } from 'onnxruntime-node';
import { z } from 'zod';
import { jobSchema, trialSchema } from './job.ts';

const { setting } = jobSchema.shape;

/** What was measured, on what: `device.json` in the data folder. `at` is ISO 8601. */
export const deviceRecordSchema = z.object({
  key: z.string(),
  at: z.string(),
  chosen: setting,
  tried: z.array(z.object({ setting, trial: trialSchema })),
});
export type DeviceRecord = z.infer<typeof deviceRecordSchema>;

/** What a measurement holds for: another onnxruntime, machine or model is measured anew. */
export function deviceKey(modelSha256: string): string {
  const processor = cpus()[0]?.model ?? 'unknown';
  return [
    `onnxruntime ${env.versions.node ?? 'unknown'}`,
    `${process.platform} ${process.arch}`,
    `${processor} x ${availableParallelism()}`,
    modelSha256,
  ].join('; ');
}

const fileOf = (dataDir: string): string => join(dataDir, 'device.json');

/** The record in a data folder; null where there is none for `key`, or none that can be read: then it is measured again. */
export function recallDevice(dataDir: string, key: string): DeviceRecord | null {
  try {
    const record = deviceRecordSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
    return record.key === key ? record : null;
  } catch {
    // Missing, cut short or of another version: all the same, and no harm.
    return null;
  }
}

/** Keeps a record. @throws Error of the file system */
export function keepDevice(dataDir: string, record: DeviceRecord): void {
  const file = fileOf(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
