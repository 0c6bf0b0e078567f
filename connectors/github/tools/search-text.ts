/** `name:value` of a search, in quotation marks where the value has spaces or a colon; undefined where it is absent. */
export function qualifier(name: string, value: string | undefined): string | undefined {
  const bare = value?.trim();
  if (bare === undefined || bare === '') return undefined;
  // Instants have colons and are no names: GitHub reads them bare.
  const quoted = /\s/.test(bare) || (bare.includes(':') && !/\d{2}:\d{2}/.test(bare));
  return `${name}:${quoted ? `"${bare.replaceAll('"', '')}"` : bare}`;
}

/** The words and qualifiers of a search (https://docs.github.com/search-github/getting-started-with-searching-on-github). */
export function searchText(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
