import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import { directApi } from '../../kit/index.ts';
import { createSlackEmulator } from '../emulator/index.ts';
import { slack } from '../index.ts';
import { listFiles } from './files.ts';

const design = { id: 'C0PHKQDLMTT', name: 'design', private: false };
const hiring = { id: 'C0QCAB69M64', name: 'hiring', private: true };
const joe = { id: 'U0WB3WKH5DN', name: 'Joe Kim' };
const ana = { id: 'U081U33XTPL', name: 'Ana Petrov' };
const file = (n: number, name: string, channel: string, user: string, created: number): JsonObject => ({
  id: `F0AAAAAAAA${n}`,
  name,
  title: name,
  filetype: name.split('.').at(-1) ?? '',
  size: 1000 * n,
  user,
  channel,
  created,
});
const files = [
  file(1, 'mocks.png', design.id, joe.id, 1772400000),
  file(2, 'brief.pdf', design.id, ana.id, 1772500000),
  file(3, 'offer.pdf', hiring.id, joe.id, 1772600000),
];

async function list(args: JsonObject): Promise<{ names: unknown[]; data: JsonObject; summary: string }> {
  const emulator = createSlackEmulator(
    { ...workspace, slack: { ...workspace.slack, files } },
    { now: () => Date.parse(workspace.now), token: 't' },
  );
  const { data, summary } = await listFiles.run(args as never, directApi(slack, emulator, 't'));
  const found = (data as JsonObject).files as JsonObject[];
  return { names: found.map((one) => one.name), data: data as JsonObject, summary };
}

describe('slack.files.list', () => {
  it('lists the newest first, with what a later step needs', async () => {
    const { names, data, summary } = await list({});
    expect(names).toEqual(['offer.pdf', 'brief.pdf', 'mocks.png']);
    expect((data.files as JsonObject[])[0]).toEqual({
      from: 'Joe Kim',
      id: 'F0AAAAAAAA3',
      name: 'offer.pdf',
      title: 'offer.pdf',
      filetype: 'pdf',
      size: 3000,
      user: joe.id,
      created: 1772600000,
      permalink: `https://brightloom.slack.com/files/${joe.id}/F0AAAAAAAA3/offer.pdf`,
    });
    expect(summary).toBe('3 files found');
  });

  it.each([
    [{ channel: design }, ['brief.pdf', 'mocks.png']],
    [{ user: joe }, ['offer.pdf', 'mocks.png']],
    [{ types: 'pdfs' }, ['offer.pdf', 'brief.pdf']],
    [{ types: 'pdfs', channel: design, user: joe }, []],
    [{ since: { from: 1772450000 }, until: { to: 1772550000 } }, ['brief.pdf']],
    [{ count: 2, page: 2 }, ['mocks.png']],
  ])('%j', async (args, names) => {
    expect((await list(args as JsonObject)).names).toEqual(names);
  });

  it('says how many there are where it shows fewer, and that there are none', async () => {
    expect((await list({ count: 1 })).summary).toBe('3 files found, 1 of them shown');
    expect((await list({ types: 'zips' })).summary).toBe('No files found');
  });
});
