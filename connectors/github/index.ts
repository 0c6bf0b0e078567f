import type { ConnectorManifest } from '../kit/index.ts';
import { githubAuth } from './auth.ts';
import { readGithubResponse } from './reading.ts';
import { tools } from './tools/index.ts';

/** GitHub: REST API version 2022-11-28, JSON bodies (https://docs.github.com/rest/about-the-rest-api/api-versions). */
export const github: ConnectorManifest = {
  service: 'github',
  title: 'GitHub',
  version: '1.0.0',
  origin: 'https://api.github.com',
  bodyEncoding: 'json',
  headers: { Accept: 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28' },
  // The REST API has no idempotency keys.
  idempotencyHeader: null,
  readPaths: [],
  readResponse: readGithubResponse,
  auth: githubAuth,
  tools,
};
