import { describe, expect, it } from 'vitest';
import type { ThimbleEvent } from '../../../shared/index.ts';
import { createBrowserWindows, createPages } from './windows.ts';

describe('createPages', () => {
  it('gives events to the kind of window they are for, until it goes', () => {
    const pages = createPages();
    const main: string[] = [];
    const quick: string[] = [];
    pages.add('main', (event) => main.push(event.type));
    const leave = pages.add('quick', (event) => quick.push(event.type));
    const events: ThimbleEvent[] = [
      { type: 'navigate', view: 'audit' },
      { type: 'quick.opened', text: null },
      { type: 'audit.appended' },
    ];
    expect(events.map((event) => pages.send(event))).toEqual([1, 1, 2]);
    expect(main).toEqual(['navigate', 'audit.appended']);
    expect(quick).toEqual(['quick.opened', 'audit.appended']);
    leave();
    expect(pages.send({ type: 'quick.opened', text: null })).toBe(0);
  });
});

describe('createBrowserWindows', () => {
  it('puts a new quick command in the place of the one before, and says where none can be opened', () => {
    const windows = createBrowserWindows('thimble --quick', { XDG_CURRENT_DESKTOP: 'GNOME' });
    expect(windows.show('quick')).toBe(false);
    const pages = createPages();
    const sent: ThimbleEvent[] = [];
    const opened: string[] = [];
    pages.add('quick', (event) => sent.push(event));
    windows.bind(pages, (kind) => {
      opened.push(`${kind} after ${sent.length}`);
      return true;
    });
    expect(windows.show('quick')).toBe(true);
    expect(sent).toEqual([{ type: 'quick.replaced' }]);
    expect(opened).toEqual(['quick after 1']);
    expect(windows.service.shortcut()).toMatchObject({ active: false, desktop: 'GNOME', command: 'thimble --quick' });
  });

  it('keeps where a link leads for the one window that is opened next', () => {
    const windows = createBrowserWindows('thimble --quick', {});
    const pages = createPages();
    windows.bind(pages, () => true);
    expect(windows.lead({ kind: 'run', text: 'refund $5' })).toBe('quick');
    expect(windows.lead({ kind: 'show', view: 'settings' })).toBe('main');
    const got: Record<string, ThimbleEvent[]> = { main: [], quick: [], later: [] };
    pages.add('main', (event) => got.main?.push(event));
    pages.add('quick', (event) => got.quick?.push(event));
    pages.add('quick', (event) => got.later?.push(event));
    expect(got).toEqual({
      main: [{ type: 'navigate', view: 'settings' }],
      quick: [{ type: 'quick.opened', text: 'refund $5', fromLink: true }],
      later: [],
    });
  });

  it('shows a view in the main window that is there, and opens one where none is', async () => {
    const windows = createBrowserWindows('thimble --quick', {});
    const pages = createPages();
    const opened: string[] = [];
    windows.bind(pages, (kind) => opened.push(kind) > 0);
    await windows.service.open({ view: 'audit', auditId: 'a' });
    expect(opened).toEqual(['main']);
    const sent: ThimbleEvent[] = [];
    pages.add('main', (event) => sent.push(event));
    await windows.service.open({ view: 'audit', auditId: 'a' });
    expect(opened).toEqual(['main']);
    expect(sent).toEqual([{ type: 'navigate', view: 'audit', auditId: 'a' }]);
  });
});
