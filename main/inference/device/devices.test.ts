import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Devices, measuredSetting, openDevices } from './devices.ts';
import type { StartProbe } from './process.ts';

const modelDir = new URL('../../../models/needle/', import.meta.url).pathname;
let dataDir = '';
let devices: Devices | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-device-'));
});
afterEach(async () => {
  await devices?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Finds one thread twice as fast as everything else on the processor, and every other provider broken. */
const code = `
  const { setting } = JSON.parse(process.argv.at(-1));
  if (setting.provider !== 'cpu') process.exit(1);
  console.log(JSON.stringify({ milliseconds: setting.threads === 1 && !setting.flashAttention ? 50 : 100 }));
`;
const start: StartProbe = (job) => spawn(process.execPath, ['-e', code, job], { stdio: ['ignore', 'pipe', 'ignore'] });
const oneThread = { provider: 'cpu', threads: 1, flashAttention: false };

describe('devices', () => {
  it('are measured once and remembered with the reasons', { timeout: 120_000 }, async () => {
    devices = await openDevices({ modelDir, dataDir, now: () => 0, start });
    expect(devices.record()).toBeNull();
    expect(await measuredSetting(modelDir, dataDir)).toBeNull();
    const [record, same] = await Promise.all([devices.measure(), devices.measure()]);
    expect(same).toBe(record);
    expect(record).toMatchObject({ at: '1970-01-01T00:00:00.000Z', chosen: oneThread });
    for (const { setting, trial } of record.tried)
      expect(trial).toHaveProperty(setting.provider === 'cpu' ? 'milliseconds' : 'problem');
    expect(devices.record()).toEqual(record);
    expect(await measuredSetting(modelDir, dataDir)).toEqual(oneThread);
  });
  it('are unknown again on another machine, with another model, or with a damaged file', {
    timeout: 30_000,
  }, async () => {
    devices = await openDevices({ modelDir, dataDir, now: () => 0, start });
    await devices.measure();
    const file = join(dataDir, 'device.json');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(process.arch);
    for (const other of [text.replace(process.arch, 'vax'), text.replace('onnxruntime', 'onnxruntime 0'), '{', '{}']) {
      writeFileSync(file, other);
      expect(devices.record()).toBeNull();
      expect(await measuredSetting(modelDir, dataDir)).toBeNull();
    }
    writeFileSync(file, text);
    expect(devices.record()).not.toBeNull();
  });
});
