import { describe, expect, it } from 'vitest';
import { parseDeepLink } from './deep-link.ts';

const entry = `log_${'0a'.repeat(10)}`;

describe('a deep link', () => {
  it.each([
    ['thimble://run?text=refund%20%245', { kind: 'run', text: 'refund $5' }],
    ['thimble://run/?text=what+is+new', { kind: 'run', text: 'what is new' }],
    ['THIMBLE://run?text=caf%C3%A9', { kind: 'run', text: 'café' }],
    [`thimble://entry/${entry}`, { kind: 'show', view: 'audit', auditId: entry }],
    ['thimble://approval/a1b2-c3', { kind: 'show', view: 'approvals', approvalId: 'a1b2-c3' }],
    ['thimble://view/settings', { kind: 'show', view: 'settings' }],
  ])('%s is read', (link, target) => expect(parseDeepLink(link)).toEqual(target));

  it.each([
    ['the page’s own address', 'thimble://app/index.html'],
    ['the page’s own address, as a view', 'thimble://app'],
    ['another host', 'thimble://evil.example/run?text=x'],
    ['a user before the host', 'thimble://run@app/?text=x'],
    ['a port', 'thimble://run:80/?text=x'],
    ['no host', 'thimble:run?text=x'],
    ['another scheme', 'https://run?text=x'],
    ['a script', 'javascript://run?text=x'],
    ['something before it', ' thimble://run?text=x'],
    ['a second line', 'thimble://run?text=x\n--inspect'],
    ['a switch after it', 'thimble://run?text=x --inspect'],
    ['a quotation mark that was not escaped', 'thimble://run?text="x'],
    ['a backslash', 'thimble://run?text=\\x'],
    ['no text', 'thimble://run?text='],
    ['blank text', 'thimble://run?text=%20'],
    ['a control character', 'thimble://run?text=a%00b'],
    ['a line break', 'thimble://run?text=a%0Ab'],
    ['an escape sequence', 'thimble://run?text=a%1B%5B31mb'],
    ['a C1 control', 'thimble://run?text=a%C2%9Bb'],
    ['a direction override', 'thimble://run?text=a%E2%80%AEb'],
    ['a zero-width space', 'thimble://run?text=a%E2%80%8Bb'],
    ['tag characters', 'thimble://run?text=a%F3%A0%81%81'],
    ['broken escapes', 'thimble://run?text=%E0%A4'],
    ['overlong UTF-8', 'thimble://run?text=%C0%AF'],
    ['a second parameter', 'thimble://run?text=x&run=1'],
    ['a fragment', 'thimble://run?text=x#y'],
    ['another parameter', 'thimble://run?confirm=1'],
    ['text too long to read over', `thimble://run?text=${'x'.repeat(501)}`],
    ['a link without end', `thimble://run?text=${'%20'.repeat(600)}x`],
    ['text for a view', 'thimble://view?text=settings'],
    ['an unknown view', 'thimble://view/admin'],
    ['a name of every object', 'thimble://view/__proto__'],
    ['a way up', 'thimble://view/../app'],
    ['an encoded way up', 'thimble://view/%2e%2e'],
    ['another kind of entry', 'thimble://entry/42'],
    ['an entry with more', `thimble://entry/${entry}/x`],
    ['nothing', ''],
  ])('%s is refused', (_, link) => expect(parseDeepLink(link)).toBeNull());
});
