/**
 * Execution F1: the harmonic mean of precision and recall over effects, as multisets. 1 where both have none.
 * After the F1 of answers in SQuAD (Rajpurkar et al. 2016, https://arxiv.org/abs/1606.05250), over what calls did in
 * place of the words that an answer holds.
 */
export function executionF1(wanted: readonly string[], got: readonly string[]): number {
  if (wanted.length === 0 && got.length === 0) return 1;
  const left = new Map<string, number>();
  for (const effect of wanted) left.set(effect, (left.get(effect) ?? 0) + 1);
  let shared = 0;
  for (const effect of got) {
    const count = left.get(effect) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(effect, count - 1);
  }
  return (2 * shared) / (wanted.length + got.length);
}
