/** Attributes of an element; numbers are written with at most two decimals. */
export type Attributes = Readonly<Record<string, string | number>>;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const attributes = (given: Attributes): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escaped(value)}"`)
    .join('');

/** An element with elements in it. */
export const element = (name: string, given: Attributes, children: readonly string[] = []): string =>
  children.length === 0
    ? `<${name}${attributes(given)}/>`
    : `<${name}${attributes(given)}>\n${children.join('\n')}\n</${name}>`;

/** A line of text. */
export const text = (content: string, x: number, y: number, given: Attributes = {}): string =>
  `<text${attributes({ x, y, ...given })}>${escaped(content)}</text>`;

/** A whole picture, on white, for any viewer: no script, no style sheet, no fonts of its own. */
export const picture = (width: number, height: number, title: string, children: readonly string[]): string =>
  `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': title,
      'font-family': 'system-ui, -apple-system, "Segoe UI", sans-serif',
      'font-size': 12,
      fill: '#1f2328',
    },
    [element('rect', { width, height, fill: '#ffffff' }), ...children],
  )}\n`;
