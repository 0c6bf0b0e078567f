import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScriptedEndpoint, startScriptedEndpoint } from '../endpoint/test-server.ts';
import { readOptions, runSuite } from './index.ts';

let server: ScriptedEndpoint;
beforeAll(async () => {
  server = await startScriptedEndpoint();
});
afterAll(() => server.close());

it('puts the sample to a model behind an endpoint, and says what it found', async () => {
  const answers: [string, string][][] = [
    [['fence_length', '{"width":12.5,"length":30}']],
    [['statistics_mean', '{"values":[4,8,15]}']],
  ];
  server.script.push(
    ...answers.map((calls) => ({ calls: calls.map(([name, text]) => ({ name, arguments: text })), tokens: 20 })),
  );
  const lines: string[] = [];
  const options = readOptions(
    ['--suite', 'functions', '--limit', '2', '--endpoint', server.url, '--model', 'tiny'],
    '',
  );
  const outcome = await runSuite(options, (line) => lines.push(line));
  expect(outcome.model.name).toBe('tiny');
  expect(outcome.summary).toMatchObject({ tasks: 2, accuracy: 0.5, memory: null, calibration: null });
  expect(outcome.bars).toEqual([
    { label: 'simple', value: 0.5, count: '1 of 2' },
    { label: 'all', value: 0.5, count: '1 of 2' },
  ]);
  expect(outcome.text).toContain('| simple | 2 | 1 | 50.0% |');
  expect(lines[1]).toContain('WRONG  mean');
  expect(outcome.lines[1]).toMatchObject({
    id: 'mean',
    right: false,
    why: 'values has the wrong value: [4,8,15]',
    calls: [{ name: 'statistics.mean', arguments: { values: [4, 8, 15] } }],
  });
});
