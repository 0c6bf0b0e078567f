import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findWords, isSlot } from '../../main/inference/index.ts';
import { type Example, exampleForm } from './compose.ts';
import { generate, isHeldOut, type Skipped } from './generate.ts';
import { fold, heldOut, leaks } from './leak.ts';
import { parseTemplate } from './template.ts';
import { publicTools } from './tools.ts';

const tools = publicTools();

function some(count: number, seed = 1, part: 'train' | 'dev' = 'train'): { examples: Example[]; skipped: Skipped } {
  const skipped: Skipped = new Map();
  const examples: Example[] = [];
  for (const example of generate(tools, seed, part, skipped)) {
    examples.push(example);
    if (examples.length === count) break;
  }
  return { examples, skipped };
}

describe('generate', () => {
  it('gives the same stream for the same seed, another for another', () => {
    const texts = (seed: number): string[] => some(60, seed).examples.map((example) => example.request);
    expect(texts(7)).toEqual(texts(7));
    expect(texts(7)).not.toEqual(texts(8));
  });

  it('writes only words that stand in the request, in a result, or that the tool allows', () => {
    for (const example of some(1500).examples)
      for (const step of example.steps)
        for (const [name, value] of Object.entries(step.args)) {
          const param = step.tool.params[name];
          expect(param, `${step.tool.name}.${name}`).toBeDefined();
          if (!param || param.kind === 'boolean') continue;
          const parts = typeof value === 'object' ? Object.values(value as Record<string, string>) : [String(value)];
          for (const part of parts) {
            const ok =
              param.values?.includes(part) ||
              param.also?.includes(part) ||
              findWords(part, example.request) >= 0 ||
              JSON.stringify(example.steps.map((one) => one.result)).includes(part);
            expect(ok, `${step.tool.name}.${name}: ${part} | ${example.request}`).toBe(true);
          }
        }
  });

  it('has every kind of example and nearly every tool, and skips few draws', () => {
    const { examples, skipped } = some(4000);
    expect(new Set(examples.map((example) => example.kind))).toEqual(new Set(['single', 'multi', 'joined', 'abstain']));
    const used = new Set(examples.flatMap((example) => example.steps.map((step) => step.tool.name)));
    expect(used.size).toBeGreaterThan(tools.size * 0.95);
    expect([...skipped.values()].reduce((sum, n) => sum + n, 0)).toBeLessThan(400);
  });

  it('declines what no connected tool does', () => {
    const op = 'stripe.events.list';
    const fewer = new Map([...tools].filter(([name]) => name !== op));
    const declined: Example[] = [];
    for (const example of generate(fewer, 1, 'train', new Map())) {
      if (example.kind === 'unbuilt') declined.push(example);
      if (declined.length === 5) break;
    }
    expect(declined.map((example) => [example.steps, example.none])).toEqual(Array(5).fill([[], 'not_connected']));
  });

  it('keeps held-out templates out of training', () => {
    expect(isHeldOut('notion.jsonl:12')).toBe(isHeldOut('notion.jsonl:12'));
    const train = new Set(some(400).examples.map((example) => fold(example.request)));
    expect(
      some(200, 1, 'dev').examples.filter((example) => example.request.length > 60 && train.has(fold(example.request))),
    ).toEqual([]);
  });

  it('ends every example with what is right', () => {
    for (const example of some(300).examples) {
      const { text, slots } = exampleForm(
        example,
        example.steps.map((step) => step.tool),
        () => true,
      );
      expect(slots.length).toBe([...text].filter(isSlot).length);
      expect(text.endsWith('\uE007') || example.none !== null).toBe(true);
    }
  });
});

describe('leaks', () => {
  const file = join(tmpdir(), `held-out-${process.pid}.jsonl`);
  it('finds a held-out request whatever its case and punctuation', () => {
    writeFileSync(file, `${JSON.stringify({ request: 'Give Bo five dollars back, please!' })}\n`);
    const held = heldOut([file]);
    expect(leaks('give BO five dollars back please', held)).toBe(true);
    expect(leaks('give Bo six dollars back please', held)).toBe(false);
  });
  it('fails on a file that is not a task file', () => {
    writeFileSync(file, '{"x":1}\n');
    expect(() => heldOut([file])).toThrow(TypeError);
    expect(() => heldOut(['/does/not/exist.jsonl'])).toThrow();
  });
});

describe('parseTemplate', () => {
  it('reads slots and alternatives, also inside one another, and leaves plain parentheses alone', () => {
    expect(parseTemplate('(a|b {x}|) see (this)')).toEqual([
      {
        kind: 'choice',
        options: [
          [{ kind: 'literal', text: 'a' }],
          [
            { kind: 'literal', text: 'b ' },
            { kind: 'slot', name: 'x' },
          ],
          [],
        ],
      },
      { kind: 'literal', text: ' see (this)' },
    ]);
  });
  it('refuses what is not closed', () => {
    expect(() => parseTemplate('tell {person')).toThrow(SyntaxError);
  });
});
