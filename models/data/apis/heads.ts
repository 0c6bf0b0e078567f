import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiFunction, Head } from './functions.ts';
import { clausePieces, type Said } from './say.ts';

const places = /\{([^}]+)\}/gu;
/** The parameters that have a place in a head. */
export const placesOf = (head: Head): string[] => [...head.text.matchAll(places)].flatMap((match) => match[1] ?? []);

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

/** A text with its first letter small. */
export const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
/** A text with its first letter large. */
export const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
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
export function frame(head: Head, rng: Rng): readonly [string, string, string] {
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
export function headPieces(text: string, said: ReadonlyMap<string, Said>, slot: (param: string) => string): Piece[] {
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

/** A head that fits what is said: every place in it has a value. */
export function pickHead(fn: ApiFunction, said: ReadonlyMap<string, Said>, rng: Rng): Head {
  const fitting = fn.heads.filter((head) =>
    placesOf(head).every((name) => said.has(name) && said.get(name)?.kind !== 'flag'),
  );
  return rng.pick(fitting.length > 0 ? fitting : fn.heads);
}
