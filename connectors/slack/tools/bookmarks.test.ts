import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import { directApi } from '../../kit/index.ts';
import { createSlackEmulator } from '../emulator/index.ts';
import { slack } from '../index.ts';
import { addBookmark, removeBookmark } from './bookmarks.ts';

const design = { id: 'C0PHKQDLMTT', name: 'design', private: false };
const guide = { channel: design, link: 'https://brightloom.dev/style', title: 'Style guide', emoji: 'art' };

function setUp() {
  const emulator = createSlackEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const bookmarks = (): JsonObject[] => (emulator.snapshot() as { bookmarks: JsonObject[] }).bookmarks;
  return { api: directApi(slack, emulator, 't'), bookmarks };
}

describe('Slack bookmarks', () => {
  it('are added, removed and added again by the calls that the results give', async () => {
    const { api, bookmarks } = setUp();
    const added = await addBookmark.run(guide as never, api);
    expect(added.summary).toBe('Bookmarked “Style guide” in #design');
    expect(bookmarks()).toMatchObject([{ channel_id: design.id, link: guide.link, emoji: ':art:' }]);
    const removed = await removeBookmark.run(added.undo?.[0]?.args as never, api);
    expect(removed.summary).toBe('Removed the bookmark “Style guide” from #design');
    expect(bookmarks()).toEqual([]);
    expect(removed.undo).toEqual([{ tool: 'slack.bookmarks.add', args: guide, text: 'Bookmark “Style guide” again.' }]);
    await addBookmark.run(removed.undo?.[0]?.args as never, api);
    expect(bookmarks()).toHaveLength(1);
  });

  it('say what they are before they are made', () => {
    expect(addBookmark.effectText(guide as never, {})).toBe(
      'Bookmark https://brightloom.dev/style as “:art: Style guide” in #design',
    );
  });

  it('are refused with an address that is none', async () => {
    const { api } = setUp();
    await expect(addBookmark.run({ ...guide, link: 'style guide' } as never, api)).rejects.toThrow('that link');
  });
});
