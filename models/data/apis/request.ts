import type { ProposedValue } from '../../../main/inference/index.ts';
import type { Placed } from '../call.ts';
import type { Filled } from '../fillers/index.ts';
import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiFunction, ApiParam, Head } from './functions.ts';
import { clause, clausePieces, drawSaid, type Said } from './say.ts';
import { listValue } from './values.ts';

/** What is said for each parameter of one call, and the pieces that say it. Slots are named `call:parameter`. */
export interface Written {
  readonly pieces: Piece[];
  readonly calls: readonly {
    readonly fn: ApiFunction;
    readonly said: ReadonlyMap<string, Said>;
    readonly slots: ReadonlyMap<string, Slot>;
  }[];
}

/** Where a call's value stands: a slot, or one item of a list that several calls share. */
interface Slot {
  readonly name: string;
  readonly item?: number;
  /** The value stands this far from the beginning of the slot's own value: "cm" of "10 cm". */
  readonly offset?: readonly [number, number];
}

const places = /\{([^}]+)\}/gu;
const placesOf = (head: Head): string[] => [...head.text.matchAll(places)].flatMap((match) => match[1] ?? []);

/** Draws which optional parameters are said. */
function chooseParams(fn: ApiFunction, rng: Rng): ApiParam[] {
  const optional = fn.params.filter((param) => !param.required);
  const wanted = rng.pick([0, 0, 0, 1, 1, 1, 2, 2, 3]);
  const chosen = new Set(rng.some(optional, wanted));
  return fn.params.filter((param) => param.required || chosen.has(param));
}

const thingVerbs = [
  'Find',
  'Get',
  'Show me',
  'Give me',
  'Tell me',
  'Fetch',
  'Look up',
  'Pull up',
  'Retrieve',
  'Display',
  'Check',
  'List',
  'Get me',
  'I need',
  'I want',
  'I want to see',
  "I'd like",
  "I'd like to see",
  'I need to know',
  'I need to see',
  'Can you get',
  'Can you find',
  'Can you show me',
  'Can you give me',
  'Could you get me',
  'Could you tell me',
  'Can you tell me',
  'Could you please find',
  'Please get',
  'Please show',
  'Please provide',
  'Provide me with',
  'Help me find',
  "I'm looking for",
  'Let me see',
  'Would you show me',
  'Can I see',
  'Can I get',
  'I would like to know',
  'Do you have',
  'Search for',
  'Bring up',
  'Please fetch',
  'Could you look up',
  "I'm trying to find",
  'Could I have',
] as const;
const doVerbs = [
  '',
  '',
  '',
  '',
  'Please ',
  'Can you ',
  'Can you please ',
  'Could you ',
  'Could you please ',
  'I want to ',
  'I need to ',
  "I'd like to ",
  'I would like to ',
  'Help me ',
  'I need you to ',
  'Go ahead and ',
  'Would you ',
  'We need to ',
  'Let’s ',
  'Kindly ',
  'I want you to ',
  "I'm trying to ",
  'Is it possible to ',
  'How do I ',
  'Time to ',
  'You should ',
] as const;

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const isPlural = (thing: string): boolean => {
  const core =
    thing
      .replace(places, '')
      .split(/\s(?:of|in|for|from|by|on|at|with|to)\s/u)[0]
      ?.trim() ?? '';
  return /[^su]s$|ses$/iu.test(core) && !/\b(?:address|status|analysis|basis|class)$/iu.test(core);
};
const determiner = /^(?:an?|the|all|any|my|every|some|each|this|your|which|what|how|who|when|where|whether)\b/iu;

/** The words before and after a head's text. */
function frame(head: Head, rng: Rng): readonly [string, string, string] {
  const { text } = head;
  if (head.form === 'act') {
    const before = rng.pick(doVerbs);
    const question = /^(?:Can|Could|Would|Is|How)\b/u.test(before);
    return [
      before,
      before === '' ? upper(text) : text,
      question ? rng.pick(['?', '?', '?', '', '.']) : rng.pick(['.', '.', '', '!'].slice(0, rng.chance(0.95) ? 3 : 4)),
    ];
  }
  const bare = !determiner.test(text);
  const the = bare && rng.chance(/^\p{Lu}/u.test(text) ? 0.4 : 0.75) ? 'the ' : '';
  const draw = rng.next();
  if (draw < 0.28 && (the !== '' || !bare)) {
    if (/^(?:which|what|how|who|when|where)\b/iu.test(text)) return ['', upper(text), '?'];
    const be = isPlural(text) ? 'are' : 'is';
    const before = rng.pick(
      [
        `What ${be} `,
        `What ${be} `,
        `What's `,
        `Whats `,
        `what ${be} `,
        `Do you know what ${be} `,
        `Tell me what ${be} `,
      ].slice(0, be === 'are' ? 2 : 7),
    );
    return [before + the, text, rng.pick(['?', '?', '?', ''])];
  }
  if (draw < 0.34) return ['', upper(text), rng.pick(['', '', '?', ' please', ' pls'])];
  const verb = head.verbs.length > 0 && rng.chance(0.75) ? rng.pick(head.verbs) : undefined;
  if (verb !== undefined) {
    const before = rng.pick(doVerbs);
    return [
      `${before === '' ? upper(verb) : before + verb} ${the}`,
      text,
      /^(?:Can|Could|Would|Is|How)\b/u.test(before) ? '?' : rng.pick(['.', '']),
    ];
  }
  const before = rng.pick(thingVerbs);
  return [
    `${before} ${the}`,
    text,
    /^(?:Can|Could|Would|Do)\b/u.test(before) ? rng.pick(['?', '?', '']) : rng.pick(['.', '.', '']),
  ];
}

/** A head's text with its values in place. */
function headPieces(text: string, said: ReadonlyMap<string, Said>, slot: (param: string) => string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(places)) {
    const name = match[1] ?? '';
    const value = said.get(name);
    pieces.push({ text: text.slice(at, match.index) });
    if (value) pieces.push(...clausePieces('{v}', name, value, slot(name)));
    at = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(at) });
  return pieces.filter((piece) => piece.text !== '');
}

/** Ways to say several parameters alike: a template for each, and what joins them. */
const rows = [
  { each: 'a {w} of {v}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: 'a {w} of {v}', lead: ' with ', gap: ' and ', last: ' and ' },
  { each: '{w} {v}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{w} {v}', lead: ' with ', gap: ' and ', last: ' and ' },
  { each: 'the {w} is {v}', lead: ' where ', gap: ', ', last: ' and ' },
  { each: '{w} is {v}', lead: ' where ', gap: ', ', last: ' and ' },
  { each: '{w} = {v}', lead: ' with ', gap: ', ', last: ', ' },
  { each: '{w}={v}', lead: ' where ', gap: ', ', last: ' and ' },
  { each: '{w} as {v}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{w}: {v}', lead: ' (', gap: ', ', last: ', ', end: ')' },
  { each: '{w}: {v}', lead: '. ', gap: ', ', last: ', ' },
  { each: '{W}: {v}', lead: '\n', gap: '\n', last: '\n' },
  { each: '{v} {w}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{w} {v}', lead: ', ', gap: ', ', last: ', ' },
  { each: 'the {w} {v}', lead: ' given ', gap: ', ', last: ' and ' },
  { each: 'a {w} of {v}', lead: ' given ', gap: ', ', last: ', and ' },
  { each: 'its {w} is {v}', lead: ' given that ', gap: ', ', last: ' and ' },
  { each: 'the {w} to {v}', lead: '. Set ', gap: ', ', last: ' and ' },
  { each: 'the {w} is {v}', lead: '. ', gap: ', ', last: ' and ' },
  { each: 'the {w} is {v}', lead: ' if ', gap: ' and ', last: ' and ' },
  { each: '{v} as {w}', lead: ' with ', gap: ', ', last: ' and ' },
  { each: '{v} for {w}', lead: ' using ', gap: ', ', last: ' and ' },
] as const;

function rowPieces(
  params: readonly ApiParam[],
  said: ReadonlyMap<string, Said>,
  slot: (param: string) => string,
  rng: Rng,
  lead = true,
): Piece[] {
  const row = rng.pick(rows);
  const pieces: Piece[] = lead ? [{ text: row.lead }] : [];
  for (const [i, param] of params.entries()) {
    const value = said.get(param.name);
    if (!value) continue;
    if (i > 0) pieces.push({ text: i === params.length - 1 ? row.last : row.gap });
    pieces.push(...clausePieces(row.each, rng.pick(param.spoken), value, slot(param.name)));
  }
  if (lead && 'end' in row) pieces.push({ text: row.end });
  return pieces;
}

const wordy = (param: ApiParam): boolean => param.kind !== 'flag' && (param.kind !== 'choice' || !param.many);

/** Clauses for what the head does not say. */
function tailPieces(
  params: readonly ApiParam[],
  said: ReadonlyMap<string, Said>,
  slot: (param: string) => string,
  rng: Rng,
): { tail: Piece[]; sentences: Piece[] } {
  const tail: Piece[] = [];
  const sentences: Piece[] = [];
  const order = rng.chance(0.6) ? params : rng.shuffle(params);
  const alike = order.filter(wordy);
  let rest = order;
  if (alike.length > 1 && rng.chance(0.42)) {
    tail.push(...rowPieces(alike, said, slot, rng));
    rest = order.filter((param) => !alike.includes(param));
  }
  for (const [i, param] of rest.entries()) {
    const value = said.get(param.name);
    if (!value) continue;
    const made = clause(param, value, slot(param.name), rng);
    if (made.place === 'sentence') {
      sentences.push({ text: ' ' }, ...made.pieces);
      continue;
    }
    const first = made.pieces[0]?.text ?? '';
    const gap =
      first.startsWith(':') || first.startsWith(' ')
        ? ''
        : i > 0 && rng.chance(0.35)
          ? rng.pick([', ', ' and ', ', '])
          : ' ';
    tail.push({ text: gap === ' and ' && first.startsWith('and ') ? ' ' : gap }, ...made.pieces);
  }
  return { tail, sentences };
}

const unitName =
  /^(?:(?:length|distance|measurement|temperature|weight|mass|volume|speed) )?units?(?: of measure(?:ment)?)?$/u;
const withUnit = ({ text, inner }: Filled): readonly [string, string] | undefined => {
  const unit = inner && inner[0] === 0 ? text.slice(inner[1]) : '';
  return inner && /^ ?[\p{L}°²³/^]/u.test(unit) ? [text.slice(...inner), unit.trim()] : undefined;
};

/**
 * Where a function has a parameter for the unit, a number said with its unit says that too ("10 cm"): the parameter is
 * then given, or no unit is said. Answers the parameter's value and place where it is said so.
 */
function sayUnits(
  fn: ApiFunction,
  said: Map<string, Said>,
  slot: (param: string) => string,
  rng: Rng,
): { readonly param: ApiParam; readonly slot: Slot } | undefined {
  const unit = fn.params.find((param) => unitName.test(param.words) && !param.many && param.kind !== 'flag');
  if (!unit) return undefined;
  const measured = [...said].flatMap(([name, value]) => {
    const parts = value.kind === 'words' ? withUnit(value.filled) : undefined;
    return parts ? [[name, parts] as const] : [];
  });
  const [first] = measured;
  if (!first) return undefined;
  const spoken = rng.chance(0.65);
  const chosen = unit.kind === 'choice' ? rng.pick(unit.choices) : first[1][1];
  const words = chosen.replaceAll('_', ' ');
  for (const [name, [number]] of measured)
    said.set(name, {
      kind: 'words',
      filled: spoken ? { text: `${number} ${words}`, inner: [0, number.length] } : { text: number },
    });
  if (!spoken) return undefined;
  const offset = [first[1][0].length + 1, first[1][0].length + 1 + words.length] as const;
  said.set(
    unit.name,
    unit.kind === 'choice'
      ? { kind: 'choice', value: chosen, filled: { text: words } }
      : { kind: 'words', filled: { text: words } },
  );
  return { param: unit, slot: { name: slot(first[0]), offset } };
}

/** A head that fits what is said: every place in it has a value. */
function pickHead(fn: ApiFunction, said: ReadonlyMap<string, Said>, rng: Rng): Head {
  const fitting = fn.heads.filter((head) =>
    placesOf(head).every((name) => said.has(name) && said.get(name)?.kind !== 'flag'),
  );
  return rng.pick(fitting.length > 0 ? fitting : fn.heads);
}

/** Puts a first clause such as "in Paris" before the request: "In Paris, …". */
function fronted(tail: Piece[], rng: Rng): Piece[] | undefined {
  const lead = tail[1];
  if (
    !lead ||
    tail[0]?.text !== ' ' ||
    !/^(?:in|on|for|at|from|given|using|with)\b/u.test(lead.text) ||
    !rng.chance(0.1)
  )
    return undefined;
  return tail;
}

/** Writes a request for one call. `without` leaves a required parameter unsaid. */
export function writeOne(fn: ApiFunction, rng: Rng, call = 0, without?: string): Written | undefined {
  const chosen = chooseParams(fn, rng).filter((param) => param.name !== without);
  const said = new Map(chosen.map((param) => [param.name, drawSaid(param, rng)] as const));
  const slot = (name: string): string => `${call}:${name}`;
  const unit = without === undefined ? sayUnits(fn, said, slot, rng) : undefined;
  const params = chosen.filter((param) => param !== unit?.param);
  const placed = new Map([...said].filter(([name]) => name !== unit?.param.name));
  const head = pickHead(fn, placed, rng);
  if (!placesOf(head).every((name) => placed.has(name))) return undefined;
  const inHead = new Set(placesOf(head));
  const [before, text, end] = frame(head, rng);
  const { tail, sentences } = tailPieces(
    params.filter((param) => !inHead.has(param.name)),
    said,
    slot,
    rng,
  );
  const front = fronted(tail, rng);
  const core: Piece[] = [{ text: before }, ...headPieces(text, said, slot)];
  let pieces: Piece[];
  if (front && params.filter((param) => !inHead.has(param.name)).length === 1) {
    const [, lead, ...others] = front;
    const first = core[0];
    if (first)
      first.text = /^I\b/u.test(first.text) ? first.text : first.text.slice(0, 1).toLowerCase() + first.text.slice(1);
    pieces = [...(lead ? [{ ...lead, text: upper(lead.text) }] : []), ...others, { text: ', ' }, ...core];
  } else pieces = [...core, ...tail];
  const broken = tail.some((piece) => piece.slot === undefined && /^(?:\n|\. )/u.test(piece.text));
  const closing = broken ? (end === '?' ? '' : rng.pick(['', '.'])) : end;
  pieces.push({ text: sentences.length > 0 && closing === '' ? '.' : closing }, ...sentences);
  return {
    pieces: pieces.filter((piece) => piece.text !== ''),
    calls: [
      {
        fn,
        said,
        slots: new Map<string, Slot>([
          ...params.map((param) => [param.name, { name: slot(param.name) }] as const),
          ...(unit ? [[unit.param.name, unit.slot] as const] : []),
        ]),
      },
    ],
  };
}

/** Numbered errands: "Can you help me with a few things? First, …. Second, …. Lastly, …". */
const errands = [
  'Can you help me with a few things? ',
  'Could you help me with a few tasks? ',
  'I have a few requests. ',
  'I need several things. ',
  'A couple of things: ',
  '',
  '',
  '',
] as const;
const numerals = [
  ['First, ', 'Second, ', 'Third, '],
  ['First, ', 'Then ', 'Finally, '],
  ['Firstly, ', 'Secondly, ', 'Lastly, '],
  ['First ', 'After that, ', 'Lastly, '],
  ['1. ', '2. ', '3. '],
  ['1) ', '2) ', '3) '],
  ['- ', '- ', '- '],
] as const;

function numbered(written: readonly Written[], rng: Rng): Written {
  const row = rng.pick(numerals);
  const lines = /^[1-]/u.test(row[0]);
  const pieces: Piece[] = [{ text: rng.pick(errands) }];
  if (lines && pieces[0]?.text !== '') pieces.push({ text: '\n' });
  for (const [i, one] of written.entries()) {
    const [head, ...rest] = one.pieces;
    if (i > 0) pieces.push({ text: lines ? '\n' : ' ' });
    // The last of two is not the second of three.
    const mark = i > 0 && i === written.length - 1 && !/^[1-9S-]/u.test(row[1]) ? row[2] : (row[i] ?? '');
    pieces.push({ text: mark });
    if (head)
      pieces.push(
        lines || head.slot !== undefined || /^I\b/u.test(head.text) ? head : { ...head, text: lowerFirst(head.text) },
      );
    pieces.push(...rest);
    const last = pieces.at(-1);
    if (!lines && (last?.slot !== undefined || !/[.?!]$/u.test(last?.text ?? ''))) pieces.push({ text: '.' });
  }
  return { pieces: pieces.filter((piece) => piece.text !== ''), calls: written.flatMap((one) => one.calls) };
}

const again = [' and ', ' and also ', ', and ', ', then ', ' and then ', '; also ', ', as well as ', ' plus '] as const;
const anew = [
  '. Then ',
  '. Also, ',
  '. After that, ',
  '. And ',
  ' Also ',
  '. Next, ',
  '\n',
  '. Additionally, ',
  '. Secondly, ',
] as const;

/** Joins requests into one, as people go on. */
export function writeJoined(fns: readonly ApiFunction[], rng: Rng): Written | undefined {
  const written = fns.flatMap((fn, call) => writeOne(fn, rng, call) ?? []);
  if (written.length < fns.length) return undefined;
  if (rng.chance(written.length > 2 ? 0.6 : 0.25)) return numbered(written, rng);
  const pieces: Piece[] = [];
  for (const [i, one] of written.entries()) {
    const mine = [...one.pieces];
    if (i > 0) {
      const previous = pieces.at(-1);
      const marks = previous?.slot === undefined ? (/[.?!]$/u.exec(previous?.text ?? '')?.[0] ?? '') : '';
      const joint = marks === '?' || rng.chance(0.55) ? rng.pick(anew) : rng.pick(again);
      if (marks !== '' && previous) {
        if (joint.startsWith('.')) previous.text = previous.text.slice(0, -1);
        else if (!joint.startsWith('\n') && joint !== ' Also ') previous.text = previous.text.slice(0, -1);
      }
      pieces.push({ text: marks === '?' && joint.startsWith('.') ? `?${joint.slice(1)}` : joint });
      const head = mine[0];
      if (head && head.slot === undefined && !/^I\b/u.test(head.text) && joint !== '\n')
        mine[0] = { ...head, text: head.text.slice(0, 1).toLowerCase() + head.text.slice(1) };
    }
    pieces.push(...mine);
  }
  return { pieces, calls: written.flatMap((one) => one.calls) };
}

/** Two to four calls of one function in one request: a list of values, or the request again with others. */
export function writeParallel(fn: ApiFunction, rng: Rng): Written | undefined {
  const params = chooseParams(fn, rng);
  const varying = params.filter((param) => !param.many && param.kind !== 'flag');
  if (varying.length === 0) return undefined;
  const count = rng.pick([2, 2, 2, 3, 3, 4]);
  if (varying.length === 1 || rng.chance(0.4)) return writeListed(fn, params, rng.pick(varying), count, rng);
  const pair = rng.some(
    varying.filter((param) => param.kind !== 'choice'),
    2,
  );
  if (pair.length === 2 && rng.chance(0.2)) return writePaired(fn, params, pair, Math.min(count, 3), rng);
  return writeRepeated(fn, params, new Set(rng.chance(0.6) ? varying : rng.some(varying, 2)), Math.min(count, 3), rng);
}

/** "the weather in Paris, Rome and Oslo": one value differs and stands in a list. */
function writeListed(
  fn: ApiFunction,
  params: readonly ApiParam[],
  varied: ApiParam,
  count: number,
  rng: Rng,
): Written | undefined {
  const many = drawSaid({ ...varied, many: true, choices: varied.choices }, rng);
  if (many.kind !== 'words' || (many.filled.items?.length ?? 0) < 2 || (many.filled.items?.length ?? 0) > count + 1)
    return undefined;
  const items = many.filled.items ?? [];
  const said = new Map(params.map((param) => [param.name, param === varied ? many : drawSaid(param, rng)] as const));
  const slot = (name: string): string => `0:${name}`;
  const head = pickHead(fn, said, rng);
  if (!placesOf(head).every((name) => said.has(name))) return undefined;
  const inHead = new Set(placesOf(head));
  const [before, text, end] = frame(head, rng);
  const { tail, sentences } = tailPieces(
    params.filter((param) => !inHead.has(param.name)),
    said,
    slot,
    rng,
  );
  const pieces = [
    { text: before },
    ...headPieces(text, said, slot),
    ...tail,
    { text: sentences.length > 0 && end === '' ? '.' : end },
    ...sentences,
  ];
  return {
    pieces: pieces.filter((piece) => piece.text !== ''),
    calls: items.map((_, item) => ({
      fn,
      said,
      slots: new Map(
        params.map((param) => [
          param.name,
          param === varied ? { name: slot(param.name), item } : { name: slot(param.name) },
        ]),
      ),
    })),
  };
}

/** "with bases 3 and 5 and heights 4 and 6 respectively": the n-th values of two lists belong together. */
function writePaired(
  fn: ApiFunction,
  params: readonly ApiParam[],
  pair: readonly ApiParam[],
  count: number,
  rng: Rng,
): Written | undefined {
  const lists = new Map<string, Said>();
  for (const param of pair) {
    const values = Array.from({ length: count }, () => drawSaid(param, rng)).flatMap((one) =>
      one.kind === 'words' ? [one.filled] : [],
    );
    if (values.length < count || values.some(({ text }) => /,| and /u.test(text))) return undefined;
    lists.set(param.name, { kind: 'words', filled: listValue(rng, values) });
  }
  const shared = params.filter((param) => !pair.includes(param));
  const said = new Map([...lists, ...shared.map((param) => [param.name, drawSaid(param, rng)] as const)]);
  const slot = (name: string): string => `0:${name}`;
  const bare = fn.heads.filter((head) => placesOf(head).every((name) => said.has(name) && !lists.has(name)));
  if (bare.length === 0) return undefined;
  const head = rng.pick(bare);
  const inHead = new Set(placesOf(head));
  const [before, text, end] = frame(head, rng);
  const pieces: Piece[] = [{ text: before }, ...headPieces(text, said, slot), { text: ' with ' }];
  for (const [i, param] of pair.entries()) {
    const value = said.get(param.name);
    if (i > 0) pieces.push({ text: rng.pick([' and ', ', and ', ' with ', ', ']) });
    if (value)
      pieces.push(
        ...clausePieces(
          rng.pick(['{w}s {v}', '{w} of {v}', 'the {w}s {v}', '{w} {v}']),
          rng.pick(param.spoken),
          value,
          slot(param.name),
        ),
      );
  }
  pieces.push({ text: rng.pick([' respectively', ', respectively', ' respectively', '']) });
  const { tail, sentences } = tailPieces(
    shared.filter((param) => !inHead.has(param.name)),
    said,
    slot,
    rng,
  );
  pieces.push(...tail, { text: sentences.length > 0 && end === '' ? '.' : end }, ...sentences);
  return {
    pieces: pieces.filter((piece) => piece.text !== ''),
    calls: Array.from({ length: count }, (_, item) => ({
      fn,
      said,
      slots: new Map(
        params.map((param) => [param.name, { name: slot(param.name), ...(lists.has(param.name) ? { item } : {}) }]),
      ),
    })),
  };
}

/** "the area with base 3 and height 4, and with base 5 and height 6": what differs is said anew for each call. */
function writeRepeated(
  fn: ApiFunction,
  params: readonly ApiParam[],
  varied: ReadonlySet<ApiParam>,
  count: number,
  rng: Rng,
): Written | undefined {
  const shared = params.filter((param) => !varied.has(param));
  const changing = params.filter((param) => varied.has(param));
  const common = new Map(shared.map((param) => [param.name, drawSaid(param, rng)] as const));
  const bare = fn.heads.filter((head) => placesOf(head).every((name) => common.has(name)));
  if (bare.length === 0) return undefined;
  const head = rng.pick(bare);
  const inHead = new Set(placesOf(head));
  const [before, text, end] = frame(head, rng);
  if (rng.chance(0.25)) return writeOrdinals(fn, head, params, { common, changing }, count, rng);
  const row = rng.pick(rows.slice(0, 9));
  const joint = rng.pick([
    ', and ',
    ', and then ',
    '; then ',
    ' and another ',
    ', then another one ',
    ' and one ',
    ' and also ',
    ', plus ',
    '. Do the same ',
    '. Then do it again ',
  ] as const);
  const pieces: Piece[] = [{ text: before }, ...headPieces(text, common, (name) => `0:${name}`)];
  const { tail, sentences } = tailPieces(
    shared.filter((param) => !inHead.has(param.name)),
    common,
    (name) => `0:${name}`,
    rng,
  );
  const early = rng.chance(0.3);
  if (early) pieces.push(...tail);
  const calls: Written['calls'][number][] = [];
  for (let call = 0; call < count; call++) {
    const own = new Map(changing.map((param) => [param.name, drawSaid(param, rng)] as const));
    pieces.push({ text: call === 0 ? row.lead : joint + row.lead.trimStart() });
    for (const [i, param] of changing.entries()) {
      const value = own.get(param.name);
      if (!value) continue;
      if (i > 0) pieces.push({ text: i === changing.length - 1 ? row.last : row.gap });
      pieces.push(...clausePieces(row.each, rng.pick(param.spoken), value, `${call}:${param.name}`));
    }
    calls.push({
      fn,
      said: new Map([...common, ...own]),
      slots: new Map(
        params.map((param) => [param.name, { name: varied.has(param) ? `${call}:${param.name}` : `0:${param.name}` }]),
      ),
    });
  }
  if (!early) pieces.push(...tail);
  pieces.push({ text: end }, ...sentences);
  return { pieces: pieces.filter((piece) => piece.text !== ''), calls };
}

const ordinals = ['first', 'second', 'third', 'fourth'] as const;
const counted = ['', 'one', 'two', 'three', 'four'] as const;

/** "… for two of them. The first has a base of 3 and a height of 4. The second has a base of 5 and a height of 6." */
function writeOrdinals(
  fn: ApiFunction,
  head: Head,
  params: readonly ApiParam[],
  { common, changing }: { readonly common: ReadonlyMap<string, Said>; readonly changing: readonly ApiParam[] },
  count: number,
  rng: Rng,
): Written {
  const shared = params.filter((param) => common.has(param.name));
  const slot = (name: string): string => `0:${name}`;
  const inHead = new Set(placesOf(head));
  const [before, text, end] = frame(head, rng);
  const { tail, sentences } = tailPieces(
    shared.filter((param) => !inHead.has(param.name)),
    common,
    slot,
    rng,
  );
  const noun = rng.pick(['', ' one', ' case', ' of them', ' time']);
  const style = rng.pick([
    'has a {w} of {v}',
    'has {w} {v}',
    'with {w} {v}',
    ': {w} {v}',
    ': {w} = {v}',
    'with a {w} of {v}',
  ]);
  const linking = style.replace(/^(?:has|with|:) /u, '');
  const lead = rng.pick([
    ` for ${counted[count]} cases`,
    `, ${counted[count]} times`,
    ` ${counted[count]} times`,
    ` for ${counted[count]} of them`,
  ]);
  const pieces: Piece[] = [
    { text: before },
    ...headPieces(text, common, slot),
    ...tail,
    { text: lead + (end === '?' ? '?' : '.') },
    ...sentences,
  ];
  const calls: Written['calls'][number][] = [];
  for (let call = 0; call < count; call++) {
    const own = new Map(changing.map((param) => [param.name, drawSaid(param, rng)] as const));
    pieces.push({ text: ` The ${ordinals[call]}${noun}${style.startsWith(':') ? '' : ' '}` });
    for (const [i, param] of changing.entries()) {
      const value = own.get(param.name);
      if (!value) continue;
      if (i > 0) pieces.push({ text: i === changing.length - 1 ? ' and ' : ', ' });
      pieces.push(...clausePieces(i === 0 ? style : linking, rng.pick(param.spoken), value, `${call}:${param.name}`));
    }
    pieces.push({ text: '.' });
    calls.push({
      fn,
      said: new Map([...common, ...own]),
      slots: new Map(
        params.map((param) => [
          param.name,
          { name: common.has(param.name) ? slot(param.name) : `${call}:${param.name}` },
        ]),
      ),
    });
  }
  return { pieces: pieces.filter((piece) => piece.text !== ''), calls };
}

/** The arguments of each call, read off the finished request, so that every value is a stretch of it. */
export function argumentsOf(
  written: Written,
  placed: Placed,
): readonly { readonly fn: ApiFunction; readonly args: Readonly<Record<string, ProposedValue>> }[] {
  return written.calls.map(({ fn, said, slots }) => {
    const args: Record<string, ProposedValue> = {};
    for (const param of fn.params) {
      const value = said.get(param.name);
      const slot = slots.get(param.name);
      if (!value || !slot) continue;
      if (value.kind !== 'words') {
        args[param.name] = value.value;
        continue;
      }
      const span = placed.slots.get(slot.name);
      if (!span) throw new RangeError(`${param.name} is said nowhere`);
      const listed = span.items?.map(([start, end]) => placed.text.slice(start, end));
      if (slot.offset) args[param.name] = placed.text.slice(span.start + slot.offset[0], span.start + slot.offset[1]);
      else if (slot.item !== undefined) args[param.name] = listed?.[slot.item] ?? '';
      else if (param.many) args[param.name] = listed ?? [placed.text.slice(span.start, span.end)];
      else args[param.name] = placed.text.slice(span.start, span.end);
    }
    return { fn, args };
  });
}
