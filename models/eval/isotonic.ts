import type { Graded } from './calibration.ts';

/** Points of a rising curve, `[confidence, share right]`: the `calibration` of a model's config.json. */
export type Curve = (readonly [number, number])[];

interface Block {
  count: number;
  right: number;
  /** Sum of the confidences. */
  confidence: number;
}

/** Fewest answers that one point of a curve stands for. */
const fewest = 10;
/** Most points of a curve. */
const mostPoints = 20;
/** No confidence becomes certainty: one answer of each end is taken to have gone the other way. */
const ends: readonly Graded[] = [
  { confidence: 0, right: true },
  { confidence: 1, right: false },
];

const share = (block: Block): number => block.right / block.count;
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Neighbouring answers together, equal confidences never apart. */
function chunks(answers: readonly Graded[]): Block[] {
  const sorted = [...answers].sort((a, b) => a.confidence - b.confidence);
  const size = Math.max(fewest, Math.ceil(sorted.length / mostPoints));
  const blocks: Block[] = [];
  let last = Number.NaN;
  for (const { confidence, right } of sorted) {
    let block = blocks.at(-1);
    if (!block || (block.count >= size && confidence !== last)) {
      block = { count: 0, right: 0, confidence: 0 };
      blocks.push(block);
    }
    block.count++;
    block.right += Number(right);
    block.confidence += confidence;
    last = confidence;
  }
  const rest = blocks.at(-1);
  const before = blocks.at(-2);
  if (rest && before && rest.count < fewest) {
    join(before, rest);
    blocks.pop();
  }
  return blocks;
}

function join(into: Block, from: Block): void {
  into.count += from.count;
  into.right += from.right;
  into.confidence += from.confidence;
}

/**
 * The rising curve closest to how often answers of each confidence were right, by pooling adjacent violators (Ayer et
 * al. 1955; for calibration: Zadrozny and Elkan 2002), over chunks of answers so that no point rests on a handful.
 */
export function fitIsotonic(answers: readonly Graded[]): Curve {
  if (answers.length === 0) return [];
  const pooled: Block[] = [];
  for (const block of chunks([...answers, ...ends])) {
    let last = block;
    for (let before = pooled.at(-1); before && share(before) >= share(last); before = pooled.at(-1)) {
      join(before, last);
      last = before;
      pooled.pop();
    }
    pooled.push(last);
  }
  const curve: Curve = [];
  for (const block of pooled) {
    const x = rounded(block.confidence / block.count);
    if (x > (curve.at(-1)?.[0] ?? -1)) curve.push([x, rounded(share(block))]);
  }
  return curve;
}

/**
 * Every answer with the confidence that a curve gives it which was fitted without its own fold: what calibration is
 * worth on answers it has not seen. Folds take answers in turn, so that each has some of every part of a file.
 * @param apply puts a confidence on a curve
 */
export function crossCalibrated(
  answers: readonly Graded[],
  folds: number,
  apply: (curve: Curve, confidence: number) => number,
): Graded[] {
  const curves = Array.from({ length: folds }, (_, fold) => fitIsotonic(answers.filter((_, at) => at % folds !== fold)));
  return answers.map(({ confidence, right }, at) => ({ confidence: apply(curves[at % folds] ?? [], confidence), right }));
}
