import { Octokit } from '@octokit/rest';
import { expect } from 'vitest';
import type { Wire } from './compare.ts';
import { issueCases } from './github-issue-cases.ts';
import { openApiAnswerProblems, openApiProblems } from './github-openapi.ts';
import { otherCases } from './github-other-cases.ts';
import { pullCases } from './github-pull-cases.ts';
import { repoCases } from './github-repo-cases.ts';
import { proveConformance } from './suite.ts';

/** Notations that GitHub reads as one. */
function normalise(wire: Wire): Wire {
  const headers = { ...wire.headers };
  // A personal access token goes as `token x` or `Bearer x` (https://docs.github.com/rest/authentication).
  if (headers.authorization === 'token') headers.authorization = 'bearer';
  // The version in the media type is no longer read (https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#media-types).
  if (headers.accept === 'application/vnd.github.v3+json') headers.accept = 'application/vnd.github+json';
  // Of a request without a body the content type says nothing: fetch puts one on an empty text.
  if (wire.body === null) headers['content-type'] = '';
  return { ...wire, headers };
}

proveConformance<Octokit>({
  service: 'github',
  client: (baseUrl, auth) => new Octokit({ baseUrl, auth }),
  cases: [...issueCases, ...pullCases, ...repoCases, ...otherCases],
  headers: ['accept', 'content-type'],
  normalise,
  check(request) {
    expect(openApiProblems(request)).toEqual([]);
    if (request.status < 300) expect(openApiAnswerProblems(request, request.status, request.response)).toEqual([]);
    // Octokit leaves the version to GitHub's default, which is the one that we name.
    expect(request.headers['x-github-api-version']).toBe('2022-11-28');
  },
});
