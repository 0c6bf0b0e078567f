import { describe, expect, it } from 'vitest';
import { connectors, type ToolDefinition } from '../../connectors/index.ts';
import { FormWriter, shownParams } from './format.ts';
import { mark, marks } from './marks.ts';
import { isSlot, isToolSlot, markRows, paramMark, slotCounts, slots, slotTexts, toolSlot } from './slots.ts';

const tools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);
const byName = (name: string): ToolDefinition => {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
};

describe('slots', () => {
  it('are characters of their own, apart from the marks', () => {
    expect(new Set([...slots, ...marks]).size).toBe(slots.length + marks.length);
    expect(slots.every(isSlot)).toBe(true);
    expect(marks.some(isSlot)).toBe(false);
    expect(slots.filter(isToolSlot)).toHaveLength(slotCounts.tools);
    expect(() => toolSlot(slotCounts.tools)).toThrow(RangeError);
  });
  it('are enough for every tool, with all its parameters and options', () => {
    for (const tool of tools) {
      const shown = shownParams(tool);
      expect(shown.map(({ name }) => name)).toEqual(Object.keys(tool.params));
      for (const { param, options } of shown) expect(options).toEqual(param.kind === 'enum' ? param.values : []);
    }
  });
  it('mark parameters of different kinds differently, within the table', () => {
    const text = { kind: 'text', description: 'x', sets: [] } as const;
    const all = [text, { ...text, required: true }, { ...text, many: true }, { ...text, kind: 'amount' } as const];
    expect(new Set(all.map(paramMark)).size).toBe(4);
    for (const tool of tools)
      for (const param of Object.values(tool.params)) expect(paramMark(param)).toBeLessThan(markRows);
  });
});

describe('shownParams', () => {
  it('leaves optional parameters out where there are too many, never a required one', () => {
    const params = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `p${i}`,
        { kind: 'text', description: '', sets: [], required: i > 50 } as const,
      ]),
    );
    const shown = shownParams({ ...byName('slack.chat.postMessage'), params });
    expect(shown).toHaveLength(slotCounts.params);
    expect(shown.filter(({ param }) => param.required)).toHaveLength(9);
  });
});

describe('FormWriter', () => {
  it('writes tools, the request, the chosen schema and the call', () => {
    const tool = byName('slack.chat.postMessage');
    const writer = new FormWriter([byName('stripe.refunds.create'), tool], 'tell #ops hi', () => false);
    const before = writer.form.text;
    expect(before).toBe(`${mark.tools}${toolSlot(0)}${toolSlot(1)}${mark.request} tell #ops hi`);
    const { text, slots: said } = writer.ask().call(tool, { to: '#ops', text: 'hi' }).form;
    expect(text.startsWith(`${before}${mark.ask}${toolSlot(1)}`)).toBe(true);
    expect(text).toContain(' #ops');
    expect([...text].filter(isSlot)).toHaveLength(said.length);
    for (const one of slotTexts(tool)) expect(said.map((slot) => slot.text)).toContain(one);
  });
  it('writes a value that only a result holds by its handle', () => {
    const tool = byName('slack.chat.postMessage');
    const writer = new FormWriter([tool], 'post the link in #ops', () => true);
    writer.ask().call(tool, { to: '#ops' }).result(1, { url: 'https://a.io/1' });
    const { text } = writer.ask().call(tool, { to: '#ops', text: 'https://a.io/1' }).form;
    expect(text.slice(-60)).toContain(`${mark.from} 1 url`);
  });
});
