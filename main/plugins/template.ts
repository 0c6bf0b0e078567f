/** Longest label that goes into a sentence; the card shows every value in full below it. */
const maxLabel = 300;

type Part = { readonly text: string } | { readonly param: string };
/** `optional`: left out while one of its values is. */
interface Segment {
  readonly optional: boolean;
  readonly parts: readonly Part[];
}

/** A sentence over values: `Add “{title}”[ due {due}]`. */
export interface Template {
  readonly segments: readonly Segment[];
}

function partsOf(text: string): Part[] {
  const parts = text.split(/(\{[^{}]*\})/u).filter((part) => part !== '');
  return parts.map((part) => {
    const param = /^\{([a-z][a-z0-9_]*)\}$/u.exec(part)?.[1];
    if (param !== undefined) return { param };
    if (/[{}]/u.test(part)) throw new Error(`a brace without its other half, or around no name: ${part}`);
    return { text: part };
  });
}

/**
 * Reads a template: `{name}` stands for the label of a value, `[…]` for a part that is left out while one of its values is.
 * @throws Error whose message says what is wrong
 */
export function readTemplate(text: string): Template {
  const pieces = text.split(/(\[[^[\]]*\])/u).filter((piece) => piece !== '');
  return {
    segments: pieces.map((piece) => {
      const inner = /^\[([^[\]]*)\]$/u.exec(piece)?.[1];
      if (inner === undefined && /[[\]]/u.test(piece)) throw new Error('a square bracket without its other half');
      return { optional: inner !== undefined, parts: partsOf(inner ?? piece) };
    }),
  };
}

/** The names of the values that a template speaks of; `optional`: only those in square brackets, or only the others. */
export function templateParams(template: Template, optional: boolean): string[] {
  return template.segments
    .filter((segment) => segment.optional === optional)
    .flatMap(({ parts }) => parts.flatMap((part) => ('param' in part ? [part.param] : [])));
}

const cut = (label: string): string => (label.length > maxLabel ? `${label.slice(0, maxLabel)}…` : label);

/** The sentence for these labels. Labels are text and nothing else: a brace in one stays a brace. */
export function fillTemplate(template: Template, labels: Readonly<Record<string, string | undefined>>): string {
  const label = (name: string): string | undefined => (Object.hasOwn(labels, name) ? labels[name] : undefined);
  return template.segments
    .map(({ optional, parts }) => {
      const filled = parts.map((part) => ('param' in part ? label(part.param) : part.text));
      if (optional && filled.includes(undefined)) return '';
      return filled.map((part) => cut(part ?? '')).join('');
    })
    .join('');
}
