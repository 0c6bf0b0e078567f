import { parseSync } from 'vite';

/** Attributes that are said or shown to people. */
const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
]);

/** Text in a view that a translation could not reach. `line` is from 1. */
export interface LiteralWords {
  readonly line: number;
  readonly text: string;
}

/** A node of the syntax tree (ESTree with JSX, as oxc gives it). */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [name: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
const nodesIn = (value: unknown): Node[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];

/** The literals that an expression may come to: through conditions, `&&`, `??`, templates and added strings. */
function literalsOf(node: Node): Node[] {
  const through = (...names: string[]): Node[] => names.flatMap((name) => nodesIn(node[name]).flatMap(literalsOf));
  switch (node.type) {
    case 'Literal':
    case 'TemplateElement':
      return [node];
    case 'TemplateLiteral':
      return through('quasis', 'expressions');
    case 'ConditionalExpression':
      return through('consequent', 'alternate');
    case 'LogicalExpression':
      return node.operator === '&&' ? through('right') : through('left', 'right');
    case 'BinaryExpression':
      return node.operator === '+' ? through('left', 'right') : [];
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
      return through('expression');
    default:
      return [];
  }
}

const isCode = (tag: Node): boolean => nodesIn(tag.name).some((name) => name.name === 'code');

function textOf({ value }: Node): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'cooked' in value && typeof value.cooked === 'string'
    ? value.cooked
    : '';
}

/**
 * Words that a TSX file writes itself: texts between tags, and literals in what is shown or in attributes that are read out.
 * Two letters of any script in a row are a word; signs and units of one letter are none.
 * @param source the text of the file
 * @throws Error where it is no TSX
 */
export function literalWords(source: string): LiteralWords[] {
  const { program, errors } = parseSync('view.tsx', source);
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('; '));
  const found: LiteralWords[] = [];
  const add = (node: Node): void => {
    const text = textOf(node).trim();
    if (!/\p{L}{2,}/u.test(text)) return;
    const skipped = source.slice(node.start).search(/\S/u);
    found.push({ line: source.slice(0, node.start + skipped).split('\n').length, text });
  };
  const visit = (node: Node): void => {
    // File names and rules are the same in every language.
    if (node.type === 'JSXElement' && nodesIn(node.openingElement).some((tag) => isCode(tag))) return;
    if (node.type === 'JSXText') add(node);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      for (const child of nodesIn(node.children))
        if (child.type === 'JSXExpressionContainer') literalsOf(child).forEach(add);
    if (node.type === 'JSXAttribute' && nodesIn(node.name).some((name) => spoken.has(String(name.name))))
      nodesIn(node.value).flatMap(literalsOf).forEach(add);
    for (const value of Object.values(node)) nodesIn(value).forEach(visit);
  };
  for (const node of nodesIn(program)) visit(node);
  return found.sort((one, other) => one.line - other.line);
}
