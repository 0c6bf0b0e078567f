import { github } from './github/index.ts';
import type { ConnectorManifest } from './kit/index.ts';
import { notion } from './notion/index.ts';
import { slack } from './slack/index.ts';
import { stripe } from './stripe/index.ts';

export * from './kit/index.ts';

/** The connectors that Thimble ships. */
export const connectors: readonly ConnectorManifest[] = [stripe, github, slack, notion];
