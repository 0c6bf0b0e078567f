/**
 * A function whose answers are kept by text: what is under way is shared, what failed is made again.
 * @param most answers kept; the oldest go first
 */
export function remembering<T>(most: number, make: (text: string) => Promise<T>): (text: string) => Promise<T> {
  const remembered = new Map<string, Promise<T>>();
  return (text) => {
    const known = remembered.get(text);
    if (known) return known;
    const made = make(text);
    remembered.set(text, made);
    made.catch(() => remembered.delete(text));
    for (const oldest of remembered.keys()) {
      if (remembered.size <= most) break;
      remembered.delete(oldest);
    }
    return made;
  };
}
