import type { ToolHint } from '../../../shared/index.ts';
import { isTypedCall, splitTypedCall, typedValues } from '../../../shared/typed-call.ts';

/** A way to go on with a call that is written out. */
export interface ToolChoice {
  /** The whole line once it is picked. */
  readonly text: string;
  /** What to show of it. */
  readonly label: string;
  readonly detail: string;
}

const shown = 8;

function toolsFor(word: string, tools: readonly ToolHint[]): ToolChoice[] {
  const parts = word.toLowerCase().split(/[.\s]+/u);
  const found = tools.filter(({ name, title }) =>
    parts.every((part) => name.toLowerCase().includes(part) || title.toLowerCase().includes(part)),
  );
  const starts = ({ name }: ToolHint): number => Number(!name.toLowerCase().startsWith(word.toLowerCase()));
  return found
    .sort((a, b) => starts(a) - starts(b))
    .slice(0, shown)
    .map(({ name, title, params }) => {
      const first = params.find((param) => param.required) ?? params[0];
      return { text: first ? `/${name} ${first.name}: ` : `/${name}`, label: `/${name}`, detail: title };
    });
}

/**
 * How a line that begins with `/` may go on: tools that fit what is typed, then the values that the tool takes and that
 * are not there yet, required ones first. Empty for a sentence, and while a value is begun and empty.
 */
export function toolChoices(line: string, tools: readonly ToolHint[]): ToolChoice[] {
  if (!isTypedCall(line)) return [];
  const { tool: name, text } = splitTypedCall(line);
  const tool = tools.find((one) => one.name === name);
  if (!tool || !/\s/u.test(line)) {
    const others = toolsFor(line.slice(1).trim(), tools);
    return others.length === 1 && others[0]?.text === line ? [] : others;
  }
  const values = typedValues(
    text,
    tool.params.map((param) => param.name),
  );
  if (values === null || Object.values(values).includes('')) return [];
  const start = Object.keys(values).length === 0 ? `/${name} ` : `${line.trimEnd().replace(/,$/u, '')}, `;
  return tool.params
    .filter((param) => !Object.hasOwn(values, param.name))
    .sort((a, b) => Number(b.required) - Number(a.required))
    .slice(0, shown)
    .map((param) => ({ text: `${start}${param.name}: `, label: `${param.name}:`, detail: param.description }));
}
