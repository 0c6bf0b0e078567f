import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { jsonSchema } from '../../shared/index.ts';
import { type Node, parseTemplate } from './template.ts';

const paths = z.union([z.string(), z.array(z.string())]);
const common = { t: z.string(), style: z.string() };
const single = z.object({
  ...common,
  op: z.string(),
  slots: z.record(z.string(), paths).default({}),
  fixed: z.record(z.string(), jsonSchema).default({}),
  mods: z.record(z.string(), z.string()).optional(),
});
const multi = z.object({
  ...common,
  ops: z.array(z.string()),
  slots: z.record(z.string(), paths).default({}),
  fixed: z.record(z.string(), jsonSchema).default({}),
  flow: z.record(z.string(), z.string()).default({}),
  refs: z.record(z.string(), z.unknown()).optional(),
});
const abstain = z.object({ ...common, slots: z.record(z.string(), z.string()).default({}), reason: z.string() });
const wrapper = z.object(common);

/** A phrasing with its wording parsed; `line` names it in reports. */
export type Parsed<T> = T & { readonly nodes: readonly Node[]; readonly line: string };
export type Single = Parsed<z.infer<typeof single>>;
export type Multi = Parsed<z.infer<typeof multi>>;
export type Abstain = Parsed<z.infer<typeof abstain>>;
export type Wrapper = Parsed<z.infer<typeof wrapper>>;

const folder = new URL('./phrasings/', import.meta.url);

function load<S extends z.ZodType<{ t: string }>>(file: string, schema: S): Parsed<z.infer<S>>[] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const row = schema.parse(JSON.parse(line));
      return { ...row, nodes: parseTemplate(row.t), line: `${file}:${index + 1}` };
    });
}

export interface Phrasings {
  readonly singles: readonly Single[];
  readonly multis: readonly Multi[];
  readonly abstains: readonly Abstain[];
  readonly wrappers: readonly Wrapper[];
}

let loaded: Phrasings | undefined;

/** All phrasings of models/data/phrasings, read once and checked against their format. Throws on a malformed line. */
export function loadPhrasings(): Phrasings {
  loaded ??= readAll();
  return loaded;
}

function readAll(): Phrasings {
  const of = <S extends z.ZodType<{ t: string }>>(files: readonly string[], schema: S): Parsed<z.infer<S>>[] =>
    files.flatMap((file) => load(`${file}.jsonl`, schema));
  return {
    singles: of(
      [
        'stripe-a',
        'stripe-b',
        'stripe-c',
        'github-a',
        'github-b',
        'github-c',
        'slack-a',
        'slack-b',
        'slack-c',
        'notion',
        'notion-b',
      ],
      single,
    ),
    multis: of(['multi', 'multi-b', 'multi-c'], multi),
    abstains: of(['abstain', 'abstain-b'], abstain),
    wrappers: of(['wrappers'], wrapper),
  };
}
