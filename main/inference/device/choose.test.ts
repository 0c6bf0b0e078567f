import { describe, expect, it } from 'vitest';
import { defaultSetting, type SessionSetting } from '../onnx.ts';
import { candidates, chooseDevice, settingText } from './choose.ts';
import type { Trial } from './trial.ts';

const never = new AbortController().signal;
const gpu: SessionSetting = { ...defaultSetting, provider: 'webgpu' };
const cuda: SessionSetting = { ...defaultSetting, provider: 'cuda' };
const one: SessionSetting = { ...defaultSetting, threads: 1 };

/** Tries settings by a table from their words; what the table lacks crashes. */
const chosenOf = async (settings: SessionSetting[], table: Record<string, Trial>) =>
  chooseDevice(
    settings,
    async (setting) => {
      const trial = table[settingText(setting)];
      if (!trial) throw new Error('it crashed');
      return trial;
    },
    never,
  );

describe('chooseDevice', () => {
  it('takes the fastest', async () => {
    const { chosen, tried } = await chosenOf([defaultSetting, one, gpu], {
      'CPU, 2 threads': { milliseconds: 100 },
      'CPU, 1 thread': { milliseconds: 150 },
      WebGPU: { milliseconds: 40 },
    });
    expect(chosen).toEqual(gpu);
    expect(tried).toHaveLength(3);
  });
  it('never takes one that answers wrongly, however fast, and keeps why', async () => {
    const { chosen, tried } = await chosenOf([defaultSetting, gpu], {
      'CPU, 2 threads': { milliseconds: 100 },
      WebGPU: { problem: 'its scores are off by 13.0%' },
    });
    expect(chosen).toEqual(defaultSetting);
    expect(tried[1]).toEqual({ setting: gpu, trial: { problem: 'its scores are off by 13.0%' } });
  });
  it('goes on after one that crashes, and keeps why', async () => {
    const { chosen, tried } = await chosenOf([defaultSetting, cuda, one], {
      'CPU, 2 threads': { milliseconds: 100 },
      'CPU, 1 thread': { milliseconds: 60 },
    });
    expect(chosen).toEqual(one);
    expect(tried[1]).toEqual({ setting: cuda, trial: { problem: 'it crashed' } });
  });
  it('keeps the default where another is slower or hardly faster', async () => {
    for (const milliseconds of [97, 100, 300])
      expect(
        (await chosenOf([defaultSetting, gpu], { 'CPU, 2 threads': { milliseconds: 100 }, WebGPU: { milliseconds } }))
          .chosen,
      ).toEqual(defaultSetting);
  });
  it('keeps the default where nothing can be measured, and takes another where only the default fails', async () => {
    expect((await chosenOf([defaultSetting, gpu], {})).chosen).toEqual(defaultSetting);
    expect((await chosenOf([defaultSetting, one], { 'CPU, 1 thread': { milliseconds: 900 } })).chosen).toEqual(one);
  });
  it('stops when it is told to', async () => {
    const over = new AbortController();
    const asked: SessionSetting[] = [];
    const choice = chooseDevice(
      [defaultSetting, one],
      async (setting) => {
        asked.push(setting);
        over.abort();
        return { milliseconds: 1 };
      },
      over.signal,
    );
    await expect(choice).rejects.toThrow();
    expect(asked).toEqual([defaultSetting]);
  });
});

describe('candidates', () => {
  it('begins with the default and has every provider that is there and known', () => {
    const texts = candidates(['cpu', 'webgpu', 'cuda', 'tensorrt'], 4).map(settingText);
    expect(texts[0]).toBe('CPU, 2 threads');
    expect(texts).toContain('CPU, 4 threads, flash attention');
    expect(texts.slice(-2)).toEqual(['CUDA', 'WebGPU']);
    expect(new Set(texts).size).toBe(texts.length);
  });
  it('uses no more threads than there are cores, and never very many', () => {
    expect(Math.max(...candidates(['cpu'], 1).map(({ threads }) => threads))).toBe(2);
    expect(Math.max(...candidates(['cpu'], 64).map(({ threads }) => threads))).toBe(8);
  });
});
