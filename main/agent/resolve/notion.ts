import { blockResolver } from './notion-block.ts';
import { databaseResolver } from './notion-database.ts';
import { dayResolver } from './notion-day.ts';
import { iconResolver } from './notion-icon.ts';
import { pageResolver, parentResolver } from './notion-page.ts';
import { propertiesResolver } from './notion-properties.ts';
import { userResolver } from './notion-user.ts';
import type { Resolvers } from './types.ts';

/** Notion's kinds: pages, databases, people, blocks, icons, and property values read by each database's own schema. */
export const notionResolvers: Resolvers = {
  'notion.page': pageResolver,
  'notion.database': databaseResolver,
  'notion.parent': parentResolver,
  'notion.user': userResolver,
  'notion.icon': iconResolver,
  'notion.day': dayResolver,
  'notion.block': blockResolver,
  'notion.properties': propertiesResolver,
};
