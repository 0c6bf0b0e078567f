import { splitTypedCall, typedValues } from '../../shared/index.ts';
import type { ProposedValue } from '../inference/index.ts';
import { typedValue } from './edit.ts';
import type { Draft } from './prepare.ts';
import type { OwnedTool } from './types.ts';

const howTo = ({ tool }: OwnedTool): string => {
  const names = Object.entries(tool.params).map(([name, param]) => (param.required ? `${name}: …` : `[${name}: …]`));
  return names.length === 0 ? 'It takes no values.' : `Write /${tool.name} ${names.join(', ')}`;
};

/**
 * Reads a call that a person wrote out (shared/typed-call.ts), without the model: the draft with their own words as
 * values, or what is wrong with it in a sentence.
 * @throws ThimbleError `bad_input` for a value that its field cannot hold
 */
export function readTypedCall(request: string, find: (tool: string) => OwnedTool | null): Draft | string {
  const { tool: name, text } = splitTypedCall(request);
  const owned = find(name);
  if (!owned || owned.tool.internal)
    return name === ''
      ? 'Write a tool after the slash, then its values: /slack.chat.postMessage to: #releases, text: it is out'
      : `I did nothing: no tool is called ${name}.`;
  const values = typedValues(text, Object.keys(owned.tool.params));
  if (values === null) return `I did nothing: I cannot tell which value is which. ${howTo(owned)}`;
  const args: Record<string, ProposedValue> = {};
  for (const [param, typed] of Object.entries(values)) args[param] = typedValue(owned, param, typed);
  return {
    ...owned,
    args,
    confidence: 1,
    argConfidence: {},
    edited: new Set(Object.keys(args)),
    steered: false,
    secondModel: null,
  };
}
