import { workspace } from '../../connectors/demo/index.ts';
import type { ToolDefinition } from '../../connectors/index.ts';
import type { ProposedValue } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import { type Args, resolveWords, type Setting } from './oracle-try.ts';
import { agreement } from './oracle-wanted.ts';
import { namesOf, naturalness, spansOf, writtenNumber } from './oracle-words.ts';

/** Most words of a reference; texts may be as long as the request. */
const longestReference = 8;
/** From here on two texts count as the same. */
export const fits = 0.8;

/** Words that resolve to one value. */
export interface Group {
  readonly words: string;
  readonly value: Json;
  readonly rank: number;
  /** Nobody said it. */
  readonly madeUp: boolean;
  /** One of the words that the tool itself names. */
  readonly offered: boolean;
}

/**
 * Words that resolve for a parameter, the most natural ones for each value that comes of them, best first.
 * @param within the parameters that narrow it, as chosen
 * @param texts what the value should say
 * @param shape the words as the parameter takes them; a list of one where it takes lists
 */
export async function groupsOf(
  setting: Setting,
  tool: ToolDefinition,
  name: string,
  within: Args,
  texts: readonly string[],
  shape?: (words: string) => ProposedValue,
): Promise<Group[]> {
  const param = tool.params[name];
  if (!param) return [];
  const shaped = shape ?? ((words: string): ProposedValue => (param.many ? [words] : words));
  const isText = param.kind === 'text';
  const groups = new Map<string, Group & { readonly like: number }>();
  const names = texts.flatMap((text) => namesOf(workspace, text));
  const add = async (words: string, madeUp: boolean): Promise<void> => {
    const value = await resolvedValue(setting, tool, name, within, shaped(words));
    if (value === undefined) return;
    const key = JSON.stringify(value);
    const before = groups.get(key);
    const like = isText ? 0 : naturalness(words, names);
    if (!before || (like > before.like && !madeUp))
      groups.set(key, {
        words,
        value,
        rank: agreement(value, texts, isText),
        like,
        madeUp,
        offered: param.also?.includes(words) === true,
      });
  };
  let spans = spansOf(setting.request, isText ? 200 : longestReference);
  if (isText) {
    const ranked = spans.map((words) => ({ words, rank: agreement(words, texts, true) }));
    spans = ranked
      .sort((a, b) => b.rank - a.rank)
      // A text to be taken away is said by none of them.
      .slice(0, texts.length === 0 ? 0 : 8 + texts.length * 4)
      .map(({ words }) => words);
  }
  for (const words of [...spans, ...(param.also ?? []), ...setting.results]) await add(words, false);
  // Only what nobody said is made up: the record's names, or the value written out. Of a list, item by item.
  const lacking = param.many
    ? texts.filter((text) => ![...groups.values()].some(({ value }) => agreement(value, [text], isText) >= fits))
    : [...groups.values()].some(({ rank }) => rank >= fits)
      ? []
      : texts;
  for (const words of madeUp(lacking)) await add(words, true);
  return [...groups.values()].sort((a, b) => b.rank - a.rank);
}

function madeUp(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const number = Number(text);
    const written = text.trim() !== '' && Number.isFinite(number) ? writtenNumber(number) : [];
    return [...namesOf(workspace, text), ...written];
  });
}

async function resolvedValue(
  setting: Setting,
  tool: ToolDefinition,
  name: string,
  within: Args,
  words: ProposedValue,
): Promise<Json | undefined> {
  const param = tool.params[name];
  if (!param) return undefined;
  const params = Object.fromEntries([
    ...Object.keys(within).flatMap((one) => {
      const other = tool.params[one];
      return other ? [[one, other] as const] : [];
    }),
    [name, param] as const,
  ]);
  const args = await resolveWords(setting, { ...tool, params }, { ...within, [name]: words });
  return args?.[name];
}
