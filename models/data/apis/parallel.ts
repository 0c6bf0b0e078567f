import type { Rng } from '../rng.ts';
import type { Piece } from '../template.ts';
import type { ApiFunction, ApiParam, Head } from './functions.ts';
import { frame, headPieces, pickHead, placesOf } from './heads.ts';
import { chooseParams } from './request.ts';
import { clausePieces, drawSaid, type Said } from './say.ts';
import { rows, tailPieces } from './tails.ts';
import { listValue } from './values.ts';
import type { Written } from './written.ts';

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
