import type { ConnectorAuth } from '../kit/guest.ts';
import { objectOf, textOf } from './json.ts';

/**
 * Notion's integration tokens (https://developers.notion.com/guides/get-started/authorization). An integration sees only
 * the pages that are shared with it; its capabilities cannot be asked for.
 */
export const notionAuth: ConnectorAuth = {
  credential: { kind: 'bearer' },
  token: {
    name: 'Internal integration secret',
    pattern: /^(?:ntn_|secret_)[0-9A-Za-z]{20,250}$/,
    hint: 'It starts with ntn_ (older ones with secret_).',
    page: 'https://www.notion.so/profile/integrations',
    steps:
      'Create an internal integration with the capabilities below, copy its secret, and share your pages with it (page menu, Connections).',
    permissions: [
      'Read content',
      'Update content',
      'Insert content',
      'Read comments',
      'Insert comments',
      'Read user information including email addresses',
    ],
    refused: [],
    remarks: [],
  },
  identity: {
    method: 'GET',
    // https://developers.notion.com/reference/get-self: the bot, and whose it is.
    path: '/v1/users/me',
    read(body) {
      const me = objectOf(body);
      const id = textOf(me.id);
      if (id === '') return null;
      const bot = objectOf(me.bot);
      const owner = objectOf(objectOf(bot.owner).user);
      const workspace = textOf(bot.workspace_name);
      // An integration of the whole workspace has no person behind it: it has its own name.
      const name = textOf(owner.name) || textOf(me.name) || id;
      return {
        id,
        name,
        email: textOf(objectOf(owner.person).email) || textOf(objectOf(me.person).email) || null,
        workspace: workspace || null,
        workspaceId: textOf(bot.workspace_id) || null,
        suggestedName: workspace || name,
        scopes: null,
        expiresAt: null,
      };
    },
  },
  device: null,
  scopesFor: () => null,
};
