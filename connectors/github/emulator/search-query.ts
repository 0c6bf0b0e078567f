import type { JsonObject } from '../../../shared/index.ts';
import { ApiError, type Call, paged, queryText } from './http.ts';

/** A search taken apart, in lower case. */
export interface Query {
  readonly words: string[];
  readonly qualifiers: (readonly [name: string, value: string])[];
}

const MOST_RESULTS = 1000;
/** Characters of a search, qualifiers not counted: https://docs.github.com/rest/search/search#limitations-on-query-length. */
const LONGEST = 256;

/** Words and `name:value` qualifiers; quotation marks keep spaces. */
export function parse(call: Call): Query {
  const q = queryText(call, 'q')?.trim() ?? '';
  if (q === '') throw new ApiError(422, 'Validation Failed', [{ resource: 'Search', field: 'q', code: 'missing' }]);
  const words: string[] = [];
  const qualifiers: [string, string][] = [];
  for (const match of q.matchAll(/(-?[\w-]+):("[^"]*"|\S+)|"([^"]*)"|(\S+)/g)) {
    if (match[1] !== undefined)
      qualifiers.push([match[1].toLowerCase(), (match[2] ?? '').replaceAll('"', '').toLowerCase()]);
    else words.push((match[3] ?? match[4] ?? '').toLowerCase());
  }
  if (words.join(' ').length > LONGEST)
    throw new ApiError(422, 'Validation Failed', [
      {
        message: 'The search is longer than 256 characters.',
        resource: 'Search',
        field: 'q',
        code: 'invalid',
      },
    ]);
  if (words.filter((word) => ['and', 'or', 'not'].includes(word)).length > 5)
    throw new ApiError(422, 'Validation Failed', [
      {
        message: 'More than five AND / OR / NOT operators were used.',
        resource: 'Search',
        field: 'q',
        code: 'invalid',
      },
    ]);
  return { words: words.filter((word) => word !== ''), qualifiers };
}

/** One page of results; GitHub gives the first 1,000 of any search. */
export function results(call: Call, items: JsonObject[], more: JsonObject = {}) {
  const size = Math.min(100, Number(queryText(call, 'per_page') ?? 30));
  if (Number(queryText(call, 'page') ?? 1) * size > MOST_RESULTS + size - 1)
    throw new ApiError(422, 'Only the first 1000 search results are available');
  return paged(call, items, (page) => ({
    total_count: items.length,
    incomplete_results: false,
    items: page,
    ...more,
  }));
}
