import { Client } from '@notionhq/client';
import type { ConformanceCase } from './case.ts';
import { blockCases } from './notion-block-cases.ts';
import { databaseCases } from './notion-database-cases.ts';
import { otherCases } from './notion-other-cases.ts';
import { pageCases } from './notion-page-cases.ts';
import { queryCases } from './notion-query-cases.ts';
import { proveConformance } from './suite.ts';

const cases: readonly ConformanceCase<Client>[] = [
  ...pageCases,
  ...blockCases,
  ...databaseCases,
  ...queryCases,
  ...otherCases,
];

proveConformance<Client>({
  service: 'notion',
  client: (origin, token) => new Client({ auth: token, baseUrl: origin, notionVersion: '2026-03-11', retry: false }),
  cases,
  headers: ['content-type', 'notion-version'],
});
