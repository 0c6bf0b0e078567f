import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { namesChannel, takesChannel } from './mentions.ts';

describe('namesChannel', () => {
  it.each([
    ['tell #releases that it is out', true],
    ['post in #ops-west', true],
    ['close #118', false],
    ['close api#118', false],
    ['open an issue called "Mend #general links"', false],
    ['say "see #random" in #2026-launch', true],
    ['nothing here', false],
  ])('%s: %s', (request, names) => {
    expect(namesChannel(request)).toBe(names);
  });
});

describe('takesChannel', () => {
  const tool = (name: string) => {
    const found = connectors.flatMap((connector) => connector.tools).find((one) => one.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  it('looks at what the parameters hold', () => {
    expect(takesChannel(tool('slack.chat.postMessage'))).toBe(true);
    expect(takesChannel(tool('slack.pins.add'))).toBe(true);
    expect(takesChannel(tool('github.releases.create'))).toBe(false);
  });
});
