import { describe, expect, it } from 'vitest';
import { toolNamed } from '../testing.ts';
import { lookAlikes, lookAlikeText } from './look-alikes.ts';

const { params } = toolNamed('slack.chat.postMessage').tool;
const channel = (name: string) => ({ to: { id: 'C1', name, type: 'channel' }, text: 'hi' });
const found = (name: string, seen: readonly string[] = [], said: string | null = null) =>
  lookAlikes(params, channel(name), said === null ? {} : { to: [{ kind: 'words', text: said }] }, seen).map(
    lookAlikeText,
  );

describe('lookAlikes', () => {
  it('tells a name from another known one that looks the same', () => {
    expect(found('acrne', ['acme', 'acrne', 'design'])).toEqual(['“acrne” looks like “acme” and is not the same']);
    expect(found('\u0430\u0441\u043c\u0435', ['acme'])).toEqual([]);
    expect(found('\u0430\u0441e', [])).toEqual([
      '“\u0430\u0441e” mixes letters of different alphabets that look alike',
    ]);
  });
  it('tells a name from the words that were said', () => {
    expect(found('\u0441\u043e\u0440\u0443', [], '#copy')).toEqual([
      '“\u0441\u043e\u0440\u0443” looks like “copy” and is not the same',
    ]);
    expect(found('copy', [], '#copy')).toEqual([]);
    expect(found('Copy', [], 'copy')).toEqual([]);
  });
  it('looks at names and addresses, not at text', () => {
    expect(lookAlikes(params, { ...channel('design'), text: 'p\u0430ypal' }, {}, ['paypal'])).toEqual([]);
    const { params: customer } = toolNamed('stripe.customers.create').tool;
    expect(lookAlikes(customer, { email: 'billing@acrne.example' }, {}, ['billing@acme.example'])).toHaveLength(1);
  });
  it('finds them among thousands of names, and short ones never', () => {
    const seen = Array.from({ length: 5000 }, (_, at) => `channel-${at}`);
    expect(found('channe1-17', seen)).toEqual(['“channe1-17” looks like “channel-17” and is not the same']);
    expect(found('O1', ['01', 'Ol'])).toEqual([]);
  });
});
