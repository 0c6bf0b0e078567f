/** Words for an argument that was given; none where it was not. */
export function saying<T>(value: T | undefined, words: (value: T) => string): string {
  return value === undefined ? '' : words(value);
}

/** What an effect says after its main part: ", promo codes allowed, custom field tier: gold". */
export function besides(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('');
}

/** How invoices are paid. */
export function collectionText(method: string): string {
  return method === 'send_invoice' ? 'invoices sent by email' : 'charged automatically';
}

/** A custom field, as it was said. */
export const fieldText = (words: string): string => `custom field ${words}`;
