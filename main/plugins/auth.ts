import type { ConnectorAuth, IdentityCheck, TokenGuide } from '../../connectors/index.ts';
import { valueAt } from './answers.ts';
import type { PluginManifest } from './manifest.ts';

const literal = (text: string): string => text.replace(/[^\w]/gu, '\\$&');

function tokenGuide({ auth, permissions }: PluginManifest): TokenGuide | null {
  const { token } = auth;
  if (!token) return null;
  const start = token.startsWith.map(literal).join('|');
  return {
    name: token.name,
    pattern: new RegExp(`^(?:${start})[!-~]{4,4000}$`, 'u'),
    hint: token.hint,
    page: token.page,
    steps: token.steps,
    permissions,
    refused: [],
    remarks: [],
  };
}

function identityCheck({ auth, title }: PluginManifest): IdentityCheck | null {
  const { identity } = auth;
  if (!identity) return null;
  return {
    method: 'GET',
    path: identity.path,
    read(body) {
      const text = (path: string | undefined): string | null => {
        const value = path === undefined ? undefined : valueAt(body, path);
        if (typeof value !== 'string' && typeof value !== 'number') return null;
        const line = String(value)
          .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
          .trim()
          .slice(0, 100);
        return line === '' ? null : line;
      };
      const id = text(identity.id);
      const name = text(identity.name);
      if (id === null || name === null) return null;
      const workspace = text(identity.workspace);
      return {
        id,
        name,
        email: text(identity.email),
        workspace,
        workspaceId: null,
        suggestedName: workspace ?? title,
        scopes: null,
        expiresAt: null,
      };
    },
  };
}

/** How accounts of a plug-in are connected, from what its manifest states. */
export function authOf(manifest: PluginManifest): ConnectorAuth {
  const { auth } = manifest;
  return {
    credential: auth.credential === 'header' ? { kind: 'header', name: auth.header ?? '' } : { kind: auth.credential },
    token: tokenGuide(manifest),
    identity: identityCheck(manifest),
    device: null,
    scopesFor: () => null,
  };
}
