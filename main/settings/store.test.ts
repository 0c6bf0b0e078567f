import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolder, openSettings } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openSettings', () => {
  it('keeps what was saved', () => {
    const settings = openSettings(folder);
    settings.save({ ...settings.get(), zone: 'Asia/Tokyo' });
    expect(openSettings(folder).get().zone).toBe('Asia/Tokyo');
  });
  it('does not keep what is so only for the time being', () => {
    let zone = 'America/New_York';
    const settings = openSettings(folder, () => ({ zone }));
    settings.save({ ...settings.get(), theme: 'dark' });
    zone = 'Asia/Tokyo';
    expect(settings.get()).toMatchObject({ zone: 'Asia/Tokyo', theme: 'dark' });
    settings.save({ ...settings.get(), zone: 'Europe/Berlin' });
    expect(openSettings(folder, () => ({ zone })).get()).toMatchObject({ zone: 'Europe/Berlin', theme: 'dark' });
  });
  it('refuses a zone that does not exist and hours that make no sense', () => {
    const settings = openSettings(folder);
    expect(() => settings.save({ ...settings.get(), zone: 'Mars/Olympus' })).toThrow(/no time zone/u);
    expect(() =>
      settings.save({ ...settings.get(), workingHours: { start: '18:00', end: '09:00', days: [1] } }),
    ).toThrow(/start before/u);
    expect(openSettings(folder).get()).toEqual(settings.get());
  });
  it.each([
    { githubOwner: 'acme/api', slackChannel: '' },
    { githubOwner: '../x', slackChannel: '' },
    { githubOwner: 'a--b', slackChannel: '' },
    { githubOwner: '', slackChannel: '#general' },
    { githubOwner: '', slackChannel: 'two words' },
  ])('refuses defaults that no service has as a name: %o', (defaults) => {
    const settings = openSettings(folder);
    expect(() => settings.save({ ...settings.get(), defaults })).toThrow(/cannot be the name/u);
    const good = { githubOwner: 'acme-inc_corp', slackChannel: 'команда-2' };
    expect(settings.save({ ...settings.get(), defaults: good }).defaults).toEqual(good);
  });
  it('keeps a damaged file and says so', () => {
    writeFileSync(join(folder, 'settings.json'), '{"zone": 7');
    const settings = openSettings(folder, () => ({ zone: 'America/New_York' }));
    expect(settings.problem).toMatch(/could not be read/u);
    expect(settings.get().zone).toBe('America/New_York');
    expect(readFileSync(join(folder, 'settings.invalid.json'), 'utf8')).toBe('{"zone": 7');
  });
});

describe('dataFolder', () => {
  it('follows the platform', () => {
    expect(dataFolder({ THIMBLE_DATA: '/x' }, 'linux')).toBe('/x');
    expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/thimble');
    expect(dataFolder({}, 'darwin')).toMatch(/Application Support\/Thimble$/u);
  });
});
