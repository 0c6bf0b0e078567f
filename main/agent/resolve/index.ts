import { githubResolvers } from './github.ts';
import { moneyResolvers } from './money.ts';
import { notionResolvers } from './notion.ts';
import { plainResolvers } from './plain.ts';
import { slackResolvers } from './slack.ts';
import { stripeResolvers } from './stripe.ts';
import { timeResolvers } from './time.ts';
import type { Resolvers } from './types.ts';

export * from './call.ts';
export { unquote } from './plain.ts';
export * from './types.ts';

/** Every resolver, by kind. */
export const resolvers: Resolvers = {
  ...plainResolvers,
  ...moneyResolvers,
  ...timeResolvers,
  ...stripeResolvers,
  ...githubResolvers,
  ...slackResolvers,
  ...notionResolvers,
};
