import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { withoutEchoes } from './propose.ts';

describe('withoutEchoes', () => {
  const tool = connectors
    .find((one) => one.service === 'slack')
    ?.tools.find((one) => one.name === 'slack.conversations.rename');
  if (!tool) throw new Error('no such tool');
  const kept = (request: string, args: Record<string, string>) => withoutEchoes({ tool }, args, request);

  it('drops text that is another argument said once', () => {
    expect(kept('rename #design', { channel: '#design', name: 'design' })).toEqual({ channel: '#design' });
  });
  it('keeps text that stands elsewhere, or twice', () => {
    expect(kept('rename #design to studio', { channel: '#design', name: 'studio' })).toHaveProperty('name');
    expect(kept('rename #design to design', { channel: '#design', name: 'design' })).toHaveProperty('name');
  });
});
