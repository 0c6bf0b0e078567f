import { describe, expect, it } from 'vitest';
import type { KindName } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';
import { valueLabel } from './value-label.ts';

describe('valueLabel', () => {
  it.each<[KindName, Json, string]>([
    ['text', 'hi', 'hi'],
    ['text', '', 'nothing'],
    ['integer', 0, '0'],
    ['boolean', false, 'no'],
    ['emoji', 'eyes', ':eyes:'],
    ['amount', { minor: 500, currency: 'usd' }, '$5.00'],
    ['duration', { seconds: 2700 }, '45 minutes'],
    ['duration', { seconds: 5400 }, '1 hour and 30 minutes'],
    ['duration', { seconds: 0 }, 'no time'],
    ['slack.channel', { id: 'C1', name: 'releases', private: false }, '#releases'],
    ['slack.destination', { id: 'U1', name: 'Ana Petrov', type: 'person', private: true }, 'Ana Petrov'],
    [
      'slack.message',
      { channel: 'D1', channel_name: '', ts: '1', text: 'hi', user: 'U1' },
      'the message “hi” in a direct message',
    ],
    ['github.repo', { owner: 'lumen', repo: 'api', private: false }, 'lumen/api'],
    ['github.issue', { owner: 'lumen', repo: 'api', number: 7, title: 'Slow' }, 'lumen/api#7 “Slow”'],
    ['github.user', { login: 'ana' }, 'ana'],
    ['stripe.customer', { id: 'cus_1', name: '', email: '' }, 'cus_1'],
    ['notion.page', { id: 'p', title: 'Roadmap', data_source: null }, 'Roadmap'],
    ['notion.properties', { Due: { type: 'date', value: null, label: '' } }, 'Due: nothing'],
  ])('of %s %j is %s', (kind, value, label) => {
    expect(valueLabel({ kind }, value)).toBe(label);
  });
  it('joins lists, and says when one is empty', () => {
    expect(valueLabel({ kind: 'github.label', many: true }, ['bug', 'api'])).toBe('bug, api');
    expect(valueLabel({ kind: 'github.label', many: true }, [])).toBe('none');
  });
});
