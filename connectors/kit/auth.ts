import type { Json } from '../../shared/index.ts';

/** How the broker writes a credential into a request. `header`: the bare secret under that name. */
export type CredentialPlacement =
  | { readonly kind: 'bearer' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'none' };

/** A token that can be told by its looks, and what to say of it. Patterns are of the whole token. */
export interface TokenRemark {
  readonly pattern: RegExp;
  /** One sentence, then what to do: "This key moves real money. A restricted key would be safer." */
  readonly text: string;
}

/** What a service's tokens look like, and how a person gets one. */
export interface TokenGuide {
  /** "Restricted API key". */
  readonly name: string;
  /** What the whole token matches; no token that does not is ever sent to the service. */
  readonly pattern: RegExp;
  /** How to know the right one: "It starts with rk_live_ or rk_test_." */
  readonly hint: string;
  /** The page where a person makes one, over https. */
  readonly page: string;
  /** Where to go on that page: "OAuth & Permissions, User Token Scopes". */
  readonly steps: string;
  /** The least that the tools need, by the names to tick on that page. */
  readonly permissions: readonly string[];
  /** Tokens of this service that do not fit, and why: publishable keys, bot tokens. They are refused with `text`. */
  readonly refused: readonly TokenRemark[];
  /** Tokens that are taken, with something that the person should know. */
  readonly remarks: readonly TokenRemark[];
}

/** Whose token it is, as the service tells. Null: the service does not say. */
export interface TokenOwner {
  /** The service's own id of the owner; with `workspaceId` it tells two accounts apart. */
  readonly id: string;
  /** The person's or business's name, never empty. */
  readonly name: string;
  readonly email: string | null;
  /** The workspace, organisation or mode that the token is for: "Acme", "live mode". */
  readonly workspace: string | null;
  readonly workspaceId: string | null;
  /** A short name for the account that people will recognise; the default name in Thimble. */
  readonly suggestedName: string;
  /** What the token may do, by the service's names. */
  readonly scopes: readonly string[] | null;
  /** ISO 8601, UTC. */
  readonly expiresAt: string | null;
}

/** The request that says whose token it is, and how its answer is read. */
export interface IdentityCheck {
  readonly method: 'GET' | 'POST';
  /** Absolute path on the connector's origin, without query. It only reads. */
  readonly path: string;
  /**
   * Reads a successful answer (by `readResponse`); pure. Header names are lower case. Null when it names no owner.
   */
  read(body: Json, headers: Readonly<Record<string, string>>): TokenOwner | null;
}

/** OAuth 2.0 Device Authorization Grant (RFC 8628): a fixed origin, two paths, no secret of the app. */
export interface DeviceFlow {
  /** `https://github.com`. */
  readonly origin: string;
  readonly codePath: string;
  readonly tokenPath: string;
  /** What is asked for, by the service's names. */
  readonly scopes: readonly string[];
  /** Where the app's client id comes from, for people. */
  readonly clientHint: string;
}

/** What a tool needs of a token: of every group, one scope. Empty: any token will do. Null: it cannot be checked. */
export type ScopeNeed = readonly (readonly string[])[] | null;

/** How accounts of a service are connected: everything that is particular to the service and holds no secret. */
export interface ConnectorAuth {
  readonly credential: CredentialPlacement;
  /** Null where the service takes no credential. */
  readonly token: TokenGuide | null;
  /** Null where the service cannot say whose token it is: then a token is kept unchecked, and that is said. */
  readonly identity: IdentityCheck | null;
  /** Null where there is no such flow. */
  readonly device: DeviceFlow | null;
  /** By the tool's name. */
  scopesFor(tool: string): ScopeNeed;
}

/**
 * The scopes that a token lacks for a tool, one a group ("chat:write"); empty when it lacks none, null when that cannot
 * be told.
 */
export function missingScopes(need: ScopeNeed, granted: readonly string[] | null): readonly string[] | null {
  if (need === null || granted === null) return null;
  return need.flatMap((group) => {
    const [first] = group;
    return first === undefined || group.some((scope) => granted.includes(scope)) ? [] : [first];
  });
}

/** A list of scopes as a header gives it (`repo, read:org`); null where there is no such header. */
export function scopeList(header: string | undefined): readonly string[] | null {
  if (header === undefined) return null;
  return header
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}
