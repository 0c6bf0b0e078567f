import { Duration } from 'luxon';
import type { ToolParam } from '../../connectors/index.ts';
import { formatMoney } from '../../connectors/stripe/index.ts';
import type { Json, JsonObject } from '../../shared/index.ts';

const longest = 200;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const short = (words: string): string => (words.length > longest ? `${words.slice(0, longest - 1)}…` : words);

function recordLabel(kind: string, value: JsonObject): string {
  switch (kind) {
    case 'amount':
      return formatMoney(Number(value.minor), text(value.currency));
    case 'when':
      return text(value.iso);
    case 'stripe.trial_end':
      return value.now === true ? 'now' : text(value.iso);
    case 'duration':
      return (
        Duration.fromObject({ seconds: Number(value.seconds) })
          .rescale()
          .toHuman({ listStyle: 'long' }) || 'no time'
      );
    case 'slack.channel':
      return `#${text(value.name)}`;
    case 'slack.destination':
      return value.type === 'person' ? text(value.name) : `#${text(value.name)}`;
    case 'slack.message':
      return `the message “${short(text(value.text))}” in ${text(value.channel_name) === '' ? 'a direct message' : `#${text(value.channel_name)}`}`;
    case 'github.repo':
      return `${text(value.owner)}/${text(value.repo)}`;
    case 'github.issue':
    case 'github.pull':
      return `${text(value.owner)}/${text(value.repo)}#${text(value.number)}${text(value.title) === '' ? '' : ` “${text(value.title)}”`}`;
    case 'notion.former':
      return Object.keys(value).join(', ') || 'nothing';
    case 'notion.properties':
      return Object.entries(value)
        .map(([name, one]) => `${name}: ${(isObject(one) && text(one.label)) || 'nothing'}`)
        .join(', ');
  }
  const named = [value.name, value.title, value.login, value.number, value.text, value.product_name, value.description]
    .map(text)
    .find((words) => words !== '');
  return short(named ?? (text(value.id) || JSON.stringify(value)));
}

/** How a resolved value reads to people ("$5.00", "#releases"), for calls whose values no resolver looked up. */
export function valueLabel(param: Pick<ToolParam, 'kind' | 'many'>, value: Json): string {
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((one) => valueLabel({ kind: param.kind }, one)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isObject(value)) return recordLabel(param.kind, value);
  if (param.kind === 'emoji' && text(value) !== '') return `:${text(value)}:`;
  return text(value) === '' ? 'nothing' : text(value);
}
