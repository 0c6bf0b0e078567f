/** Numbers texts in the order in which they are first met. */
export class Interner {
  private readonly known = new Map<string, number>();

  /** The number of a text, from 0. */
  number(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const next = this.known.size;
    this.known.set(text, next);
    return next;
  }

  /** All texts by their numbers. */
  get texts(): readonly string[] {
    return [...this.known.keys()];
  }
}
