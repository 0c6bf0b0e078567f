import { describe, expect, it } from 'vitest';
import { createRunner, createWorld } from '../effects/index.ts';
import { type Checked, checkTemplate } from './check-template.ts';
import { loadPhrasings, type Single } from './phrasings.ts';
import { Rng } from './rng.ts';
import { parseTemplate } from './template.ts';
import { publicTools } from './tools.ts';

const runner = createRunner(createWorld());
const tools = publicTools();
const check = (row: Single): Promise<Checked> => checkTemplate(row, tools, runner, new Rng(1));

const template = (op: string, t: string, slots: Single['slots'], fixed: Single['fixed'] = {}): Single => ({
  op,
  t,
  style: 'plain',
  slots,
  fixed,
  nodes: parseTemplate(t),
  line: 'test:1',
});

describe('checkTemplate', () => {
  it('passes a template that reaches what it claims', async () => {
    const row = template('slack.chat.postMessage', 'Post {quoted_text} in {channel}', {
      quoted_text: 'text',
      channel: 'channel',
    });
    expect(await check(row)).toMatchObject({ passed: true, kind: 'passed' });
  });

  it('says why one cannot be written as a call', async () => {
    const row = template('github.repos.star', 'Star {repo}', { repo: 'nowhere' });
    expect(await check(row)).toMatchObject({ passed: false, kind: 'unmapped' });
  });

  it('says why the call of one cannot be carried out, and where other data would do', async () => {
    const wrong = template('slack.chat.postMessage', 'Post {amount} to {emoji}', { emoji: 'channel', amount: 'text' });
    expect(await check(wrong)).toMatchObject({ passed: false, kind: 'ungrounded' });
    const snooze = template('slack.dnd.endSnooze', 'End my snooze', {});
    expect(await check(snooze)).toMatchObject({ passed: false, kind: 'elsewhere' });
  });

  it('passes nearly all of a sample of the phrasings', async () => {
    const { singles } = loadPhrasings();
    const sample = singles.filter((row, index) => index % 120 === 0 && tools.has(row.op));
    const results: Checked[] = [];
    for (const row of sample) results.push(await check(row));
    const good = results.filter((one) => one.passed || one.kind === 'elsewhere');
    expect(sample.length).toBeGreaterThan(50);
    expect(good.length / sample.length).toBeGreaterThan(0.9);
  }, 120_000);
});
