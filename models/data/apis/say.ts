import type { Filled } from '../fillers/index.ts';
import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiParam } from './functions.ts';
import { drawValue, listValue, quote, type ValueKindName, valueKinds } from './values.ts';

/** What a request says for one parameter: words of the request, a choice or a flag. */
export type Said =
  | { readonly kind: 'words'; readonly filled: Filled }
  | { readonly kind: 'choice'; readonly value: string | readonly string[]; readonly filled: Filled }
  | { readonly kind: 'flag'; readonly value: boolean };

const openKinds: ReadonlySet<string> = new Set(
  Object.entries(valueKinds)
    .filter(([, kind]) => 'open' in kind)
    .map(([name]) => name),
);

function oneWords(param: ApiParam, kind: ValueKindName, rng: Rng): Filled {
  if (param.examples.length > 0 && rng.chance(kind === 'word' ? 0.8 : 0.3)) return { text: rng.pick(param.examples) };
  let filled = drawValue(rng, kind);
  if (param.whole) {
    for (let tries = 0; tries < 5 && /[.\-/]|million|thousand|e\d/u.test(spokenValue(filled)); tries++)
      filled = drawValue(rng, kind);
    if (/[.\-/]|e\d/u.test(spokenValue(filled))) filled = drawValue(rng, 'integer');
  }
  return filled;
}

const spokenValue = ({ text, inner }: Filled): string => (inner ? text.slice(...inner) : text);

/** A choice as people say it: mostly its words, sometimes as it is written. */
function choiceWords(value: string, rng: Rng): string {
  if (!/^[\p{L}\p{N}_ -]+$/u.test(value) || rng.chance(0.3)) return value;
  const spoken = value.replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2').replace(/[_-]+/gu, ' ');
  return rng.chance(0.85) && spoken.length > 3 ? spoken.toLowerCase() : spoken;
}

/** Draws what is said for a parameter. */
export function drawSaid(param: ApiParam, rng: Rng): Said {
  if (param.kind === 'flag') return { kind: 'flag', value: rng.chance(0.7) };
  if (param.kind === 'choice') {
    const chosen = param.many
      ? rng.some(param.choices, rng.int(1, Math.min(3, param.choices.length)))
      : [rng.pick(param.choices)];
    const filled = listValue(
      rng,
      chosen.map((one) => ({ text: choiceWords(one, rng) })),
    );
    const [only = ''] = chosen;
    return {
      kind: 'choice',
      value: param.many ? chosen : only,
      filled: param.many && chosen.length > 1 ? { text: filled.text } : { text: choiceWords(only, rng) },
    };
  }
  const { kind } = param;
  if (param.many) {
    const seen = new Map<string, Filled>();
    const numeric = kind === 'integer' || kind === 'number';
    const wanted = rng.pick(numeric ? [2, 3, 3, 4, 5, 6, 8] : [1, 2, 2, 3, 3, 4, 5]);
    for (let tries = 0; seen.size < wanted && tries < 12; tries++) {
      const filled = oneWords(param, kind, rng);
      const value = spokenValue(filled);
      if (!/[,&]| and /u.test(filled.text)) seen.set(value, { text: value });
    }
    const values = seen.size > 0 ? [...seen.values()] : [{ text: rng.pick(['alpha', 'beta', 'gamma']) }];
    return {
      kind: 'words',
      filled: listValue(
        rng,
        !numeric && rng.chance(0.15) ? values.map(({ text }) => quote(rng, text)) : values,
        numeric ? 0.55 : 0.2,
      ),
    };
  }
  const filled = oneWords(param, kind, rng);
  const open = openKinds.has(kind);
  const marks = filled.inner === undefined && rng.chance(open ? 0.75 : /^\D/u.test(filled.text) ? 0.12 : 0.02);
  return { kind: 'words', filled: marks ? quote(rng, filled.text) : filled };
}

/** Clauses that fit most parameters. */
const anyClause = [
  'with {w} {v}',
  'with a {w} of {v}',
  'with the {w} {v}',
  '{w} {v}',
  '{w} is {v}',
  'where {w} is {v}',
  'where the {w} is {v}',
  'whose {w} is {v}',
  'and the {w} is {v}',
  'using {v} as the {w}',
  'with {v} as the {w}',
  '({w} {v})',
  '{w}: {v}',
  '{w} = {v}',
  '{w}={v}',
  'for {w} {v}',
  'for the {w} {v}',
  'given {w} {v}',
  '{w} of {v}',
  'with {v} {w}',
  'of {w} {v}',
  '{w} set to {v}',
  'if the {w} is {v}',
] as const;

/** Clauses that are sentences of their own, after the request. */
const sentenceClause = [
  'The {w} is {v}.',
  'The {w} should be {v}.',
  'Use {v} for the {w}.',
  'Use {v} as {w}.',
  'Set the {w} to {v}.',
  '{W}: {v}',
  'My {w} is {v}.',
  'The {w} I want is {v}.',
  'Make the {w} {v}.',
  'Its {w} is {v}.',
] as const;

const choiceClause = [
  'in {v}',
  'with {v} {w}',
  '{v} {w}',
  'of {w} {v}',
  'as {v}',
  'that are {v}',
  'by {v}',
  '({v})',
  'on {v}',
  'the {v} one',
  '{v} only',
  'using {v}',
  'use {v}',
] as const;
const orderClause = ['sorted by {v}', 'ordered by {v}', 'in {v} order', 'sort by {v}', 'by {v}', '{v} first'] as const;
const unitClause = ['in {v}', 'in {v}', 'measured in {v}', 'using {v}', 'as {v}'] as const;

/** Writes a clause template with a value in the slot `name`. */
export function clausePieces(template: string, words: string, said: Said, slot: string): Piece[] {
  const [before = '', after = ''] = template
    .replace(/\ba \{w\}/u, `${/^[aeiou]/iu.test(words) ? 'an' : 'a'} ${words}`)
    .replaceAll('{w}', words)
    .replaceAll('{W}', words.slice(0, 1).toUpperCase() + words.slice(1))
    .split('{v}');
  const pieces: Piece[] = [];
  if (before !== '') pieces.push({ text: before });
  if (said.kind === 'words') pieces.push({ text: said.filled.text, slot, filled: said.filled });
  else if (said.kind === 'choice') pieces.push({ text: said.filled.text, slot: `choice ${slot}`, filled: said.filled });
  if (after !== '') pieces.push({ text: after });
  return pieces;
}

/** How a flag is said: what it stands for is wanted, or not. */
function flagClause(words: string, value: boolean, rng: Rng): string {
  const verb =
    /^(include|show|allow|enable|use|return|with|has|have|is|force|skip|ignore|only|exclude|hide|disable|get|add|send|require|need)\b\s*(.*)$/u.exec(
      words,
    );
  const rest = verb?.[2] ?? '';
  const first = verb?.[1] ?? '';
  const general = value
    ? [
        `with ${words} on`,
        `with ${words} enabled`,
        `and ${words}`,
        `${words}: yes`,
        `with ${words} set to true`,
        `${words} = true`,
        `set ${words} to true`,
      ]
    : [
        `with ${words} off`,
        `with ${words} disabled`,
        `not ${words}`,
        `${words}: no`,
        `with ${words} set to false`,
        `${words} = false`,
        `without ${words}`,
      ];
  if (rest === '') return rng.pick(general);
  switch (first) {
    case 'include':
    case 'show':
    case 'return':
    case 'with':
    case 'has':
    case 'have':
    case 'add':
    case 'get':
      return rng.pick(
        value
          ? [
              `including ${rest}`,
              `with ${rest}`,
              `include ${rest}`,
              `and include the ${rest}`,
              `including the ${rest}`,
              `along with ${rest}`,
              `I also want the ${rest}`,
              `plus ${rest}`,
            ]
          : [
              `without ${rest}`,
              `excluding ${rest}`,
              `but no ${rest}`,
              `leave out ${rest}`,
              `without the ${rest}`,
              `don't include ${rest}`,
            ],
      );
    case 'allow':
    case 'enable':
    case 'use':
    case 'force':
    case 'require':
    case 'send':
    case 'need':
      return rng.pick(
        value
          ? [
              `and ${first} ${rest}`,
              `with ${rest}`,
              `${first} ${rest}`,
              `with ${rest} ${first === 'allow' ? 'allowed' : 'on'}`,
            ]
          : [`without ${rest}`, `don't ${first} ${rest}`, `but do not ${first} ${rest}`, `with no ${rest}`],
      );
    case 'is':
    case 'only':
      return rng.pick(
        value
          ? [`only ${rest} ones`, `that is ${rest}`, `that are ${rest}`, `make it ${rest}`, `just the ${rest} ones`]
          : [`that is not ${rest}`, `that are not ${rest}`, `not ${rest}`, `non-${rest}`],
      );
    default:
      return rng.pick(
        value
          ? [`and ${first} ${rest}`, `${first} ${rest}`, `${first} the ${rest}`]
          : [`but don't ${first} ${rest}`, `do not ${first} ${rest}`],
      );
  }
}

/** How a clause stands: after the request's head, before it, or as a sentence of its own. */
export interface Clause {
  readonly place: 'tail' | 'sentence';
  readonly pieces: Piece[];
}

/** Writes what is said for a parameter; `slot` names its value in the pieces. */
export function clause(param: ApiParam, said: Said, slot: string, rng: Rng): Clause {
  const words = rng.pick(param.spoken);
  if (said.kind === 'flag')
    return { place: 'tail', pieces: [{ text: flagClause(words, said.value, rng), slot: `flag ${slot}` }] };
  if (rng.chance(0.09)) return { place: 'sentence', pieces: clausePieces(rng.pick(sentenceClause), words, said, slot) };
  if (said.kind === 'choice') {
    const short = /\b(sort|order|direction)/u.test(words)
      ? orderClause
      : /\b(unit|units|scale|lang|language|currency|measure)/u.test(words)
        ? unitClause
        : choiceClause;
    return { place: 'tail', pieces: clausePieces(rng.pick(rng.chance(0.55) ? short : anyClause), words, said, slot) };
  }
  const own: readonly string[] = param.kind === 'flag' || param.kind === 'choice' ? [] : valueKinds[param.kind].say;
  return {
    place: 'tail',
    pieces: clausePieces(rng.pick(own.length > 0 && rng.chance(0.65) ? own : anyClause), words, said, slot),
  };
}
