import type { ToolDefinition, ToolParam } from '../../connectors/index.ts';
import type { ProposedValue } from '../../main/inference/index.ts';
import type { Json, JsonObject } from '../../shared/index.ts';
import { fits, type Group, groupsOf } from './oracle-groups.ts';
import type { Args, Setting } from './oracle-try.ts';
import { agreement, coverage, textsOf, wantedBy, wantedEntries } from './oracle-wanted.ts';
import { scalarsOf } from './oracle-words.ts';

/** A value that the oracle may write for a parameter; `cost` grows the less it fits what is expected. */
export interface Option {
  /** Undefined: the parameter is left out. */
  readonly words: ProposedValue | undefined;
  readonly cost: number;
  /** It says what is wanted of the parameter. */
  readonly fits: boolean;
}

/** How many values that do not say what is wanted are tried all the same. */
const misfits = 6;

/** Finds what can be written for the parameters of one call. */
export class Options {
  private readonly setting: Setting;
  private readonly tool: ToolDefinition;
  private readonly expected: JsonObject;
  private readonly known = new Map<string, Promise<Option[]>>();

  constructor(setting: Setting, tool: ToolDefinition, expected: JsonObject) {
    this.setting = setting;
    this.tool = tool;
    this.expected = expected;
  }

  /** Options for a parameter, cheapest first, given those already chosen for the parameters that narrow it. */
  of(name: string, chosen: Args): Promise<Option[]> {
    const param = this.tool.params[name];
    if (!param) return Promise.resolve([]);
    const within = Object.fromEntries(
      (param.within ?? []).flatMap((one) => (chosen[one] === undefined ? [] : [[one, chosen[one]]])),
    );
    const key = JSON.stringify([name, within]);
    const known = this.known.get(key) ?? this.find(name, param, within as Args);
    this.known.set(key, known);
    return known;
  }

  private async find(name: string, param: ToolParam, within: Args): Promise<Option[]> {
    const wanted = wantedBy(param, this.expected);
    const narrows = Object.values(this.tool.params).some((other) => other.within?.includes(name));
    const absent: Option[] = param.required ? [] : [{ words: undefined, cost: 0, fits: false }];
    if (wanted.length === 0 && !param.required && !narrows) return absent;
    const options = await this.written(name, param, within, wanted);
    if (param.required) return options;
    // Left out where nothing is wanted of it; else only when no words say what is wanted.
    const said = wanted.length > 0 && options.some((option) => option.fits);
    const rest = options.map((option) => ({ ...option, cost: option.cost + (said ? 0 : 1) }));
    return [{ words: undefined, cost: said ? 3 : 0, fits: false }, ...rest].sort((a, b) => a.cost - b.cost);
  }

  private async written(name: string, param: ToolParam, within: Args, wanted: readonly Json[]): Promise<Option[]> {
    const texts = textsOf(wanted);
    const choices: readonly (string | boolean)[] | null =
      param.kind === 'boolean' ? [true, false] : param.kind === 'enum' ? [...new Set(param.values ?? [])] : null;
    if (choices) {
      const ranked = choices.map((words) => ({ words, hit: agreement(words, texts, false) }));
      ranked.sort((a, b) => b.hit - a.hit);
      const some = ranked.some(({ hit }) => hit > 0);
      return ranked.map(({ words, hit }, index) => ({
        words: param.many ? [String(words)] : words,
        cost: hit > 0 ? 0 : some ? 2 + index : index,
        fits: hit > 0,
      }));
    }
    if (param.kind === 'notion.properties') return this.maps(name, within);
    const groups = await groupsOf(this.setting, this.tool, name, within, texts);
    if (param.many) return lists(groups, wanted, param.kind === 'text');
    return costs(groups, param.required === true);
  }

  private async maps(name: string, within: Args): Promise<Option[]> {
    const entries = wantedEntries(this.tool, name, this.expected);
    const found: { key: string; values: string[]; claimed: boolean }[] = [];
    for (const { name: key, value, claimed } of entries) {
      const texts = textsOf([value]);
      const groups = await groupsOf(this.setting, this.tool, name, within, texts, (words) => ({ [key]: words }));
      const ranked = groups
        .map((group) => ({ ...group, share: coverage(group.value, scalarsOf(value)) }))
        .sort((a, b) => b.share - a.share || b.rank - a.rank);
      const values = [...new Set([...ranked.slice(0, 2).map(({ words }) => words), 'none'])];
      const parts = scalarsOf(value);
      if (parts.length > 1) values.splice(1, 0, parts.join(' or '), parts.join(', '));
      found.push({ key, values, claimed });
    }
    // Conditions may be shared among several parameters: every choice of entries, the likeliest first.
    const options: Option[] = [];
    for (let mask = 2 ** Math.min(found.length, 6) - 1; mask > 0; mask--) {
      const used = found.filter((_, index) => index >= 6 || (mask >> index) % 2 === 1);
      const left = found.filter((one) => used.includes(one) === one.claimed).length;
      options.push({
        words: Object.fromEntries(used.map(({ key, values }) => [key, values[0] ?? 'none'])),
        cost: left,
        fits: true,
      });
      for (const { key, values } of used)
        for (const [index, words] of values.slice(1).entries())
          options.push({
            words: Object.fromEntries(
              used.map((one) => [one.key, one.key === key ? words : (one.values[0] ?? 'none')]),
            ),
            cost: left + 1 + index,
            fits: true,
          });
    }
    return options.sort((a, b) => a.cost - b.cost);
  }
}

/** Misses cost more than hits, and what nobody said more than leaving an optional parameter out. */
function costs(groups: readonly Group[], required: boolean): Option[] {
  const hits = groups.filter(({ rank }) => rank >= fits);
  const base = hits.length > 0 ? 2 : 0;
  const others = groups.filter(({ rank }) => rank < fits);
  return [
    ...hits.map(({ words, madeUp }, index) => ({
      words,
      cost: index + (madeUp && !required ? 4 : 0),
      fits: true,
    })),
    ...others
      .filter(({ offered }) => !offered)
      .slice(0, misfits)
      .map(({ words }, index) => ({ words, cost: base + index, fits: false })),
    ...others
      .filter(({ offered }) => offered)
      .map(({ words }, index) => ({ words, cost: base + 1 + Math.floor(index / 4), fits: false })),
  ].sort((a, b) => a.cost - b.cost);
}

/** Lists of words: one for each item that is wanted, one phrase for all of them, or any single one. */
function lists(groups: readonly Group[], wanted: readonly Json[], isText: boolean): Option[] {
  const items = wanted.flatMap((value) =>
    typeof value === 'string' ? value.split(',').map((one) => one.trim()) : scalarsOf(value),
  );
  const picked = [...new Set(items)].flatMap((item) => {
    const best = groups
      .map((group) => ({ group, hit: agreement(group.value, [item], isText) }))
      .sort((a, b) => b.hit - a.hit || scalarsOf(a.group.value).length - scalarsOf(b.group.value).length)[0];
    return best && best.hit >= fits ? [best.group.words] : [];
  });
  const whole = groups
    .filter((group) => coverage(group.value, items) === 1)
    .sort((a, b) => scalarsOf(a.value).length - scalarsOf(b.value).length);
  const options: Option[] = [];
  if (picked.length > 0) options.push({ words: [...new Set(picked)], cost: 0, fits: true });
  for (const [index, group] of whole.slice(0, 3).entries())
    options.push({ words: [group.words], cost: index, fits: true });
  for (const [index, group] of groups.slice(0, misfits).entries())
    options.push({ words: [group.words], cost: 1 + index, fits: false });
  return options;
}
