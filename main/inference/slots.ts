import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import { toolText } from './tool-text.ts';

/**
 * Slots stand for tools, parameters and options in the model's text form: one token each, with the encoder's reading of
 * what the thing says of itself ({@link Slot.text}). So a tool's schema costs one token a parameter, and a tool that no
 * training saw can be called.
 */
export interface Slot {
  /** Read by the encoder; its mean state is the token's feature. */
  readonly text: string;
  /** Row of the network's mark table: what is written there (see {@link paramMark}). */
  readonly mark: number;
}

/** How many tools can be shown, parameters a tool has, and options all its parameters have together. */
export const slotCounts = { tools: 16, params: 40, options: 48 } as const;

const toolBase = 0xe020;
const paramBase = toolBase + slotCounts.tools;
const optionBase = paramBase + slotCounts.params;

const slotAt = (base: number, count: number, index: number): string => {
  if (index < 0 || index >= count) throw new RangeError(`there is no slot ${index}`);
  return String.fromCharCode(base + index);
};

/** The character of the tool shown as number `index`. Throws RangeError beyond {@link slotCounts}. */
export const toolSlot = (index: number): string => slotAt(toolBase, slotCounts.tools, index);
/** The character of a tool's parameter number `index`. */
export const paramSlot = (index: number): string => slotAt(paramBase, slotCounts.params, index);
/** The character of option number `index`, counted over all parameters of a tool. */
export const optionSlot = (index: number): string => slotAt(optionBase, slotCounts.options, index);

/** Every slot's character, in token order. */
export const slots: readonly string[] = [
  ...Array.from({ length: slotCounts.tools }, (_, i) => toolSlot(i)),
  ...Array.from({ length: slotCounts.params }, (_, i) => paramSlot(i)),
  ...Array.from({ length: slotCounts.options }, (_, i) => optionSlot(i)),
];

/** Whether a character is a tool's slot. */
export const isToolSlot = (character: string): boolean => {
  const code = character.charCodeAt(0);
  return code >= toolBase && code < paramBase;
};

/** Whether a character is a slot of any kind. */
export const isSlot = (character: string): boolean => {
  const code = character.charCodeAt(0);
  return code >= toolBase && code < optionBase + slotCounts.options;
};

/** Rows of the mark table that say how words are written: plain, capitalised, upper case. */
const caseMarks = 3;
const classes = [
  'text',
  'reference',
  'email',
  'url',
  'integer',
  'number',
  'amount',
  'time',
  'boolean',
  'choice',
  'map',
  'other',
] as const;
type ParamClass = (typeof classes)[number];

/** Rows of the network's mark table. */
export const markRows = caseMarks + classes.length * 4;

function classOf(kind: ToolParam['kind']): ParamClass {
  if (kind === 'notion.properties' || kind === 'notion.former') return 'map';
  if (kind === 'stripe.trial_end' || kind === 'notion.day') return 'time';
  if (kind.includes('.')) return 'reference';
  if (kind === 'enum') return 'choice';
  if (kind === 'percent') return 'number';
  if (kind === 'when' || kind === 'date' || kind === 'period' || kind === 'duration') return 'time';
  return classes.find((one) => one === kind) ?? 'other';
}

/** The mark of a parameter's slot: its class of kinds, whether it is required, whether it is a list. */
export function paramMark(param: ToolParam): number {
  return caseMarks + classes.indexOf(classOf(param.kind)) * 4 + (param.required ? 2 : 0) + (param.many ? 1 : 0);
}

/** "line_items.unit_price" and "lineItems" as words. */
function spaced(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[_.\-:/]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** What a tool's slot says. */
export const toolSlotOf = (tool: ToolDefinition): Slot => ({ text: toolText(tool), mark: 0 });
/** What a parameter's slot says. */
export const paramSlotOf = (name: string, param: ToolParam): Slot => ({
  text: `${spaced(name)}: ${param.description}`,
  mark: paramMark(param),
});
/** What an option's slot says. */
export const optionSlotOf = (param: string, option: string): Slot => ({
  text: `${spaced(param)}: ${spaced(option)}`,
  mark: 0,
});

/** Every text that the slots of a tool carry. */
export function slotTexts(tool: ToolDefinition): readonly string[] {
  return [
    toolSlotOf(tool).text,
    ...Object.entries(tool.params).flatMap(([name, param]) => [
      paramSlotOf(name, param).text,
      ...(param.kind === 'enum' ? (param.values ?? []).map((option) => optionSlotOf(name, option).text) : []),
    ]),
  ];
}
