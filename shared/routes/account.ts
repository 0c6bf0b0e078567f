import { z } from 'zod';
import { serviceSchema } from '../domain.ts';
import { errorBodySchema } from '../errors.ts';
import { route } from '../route.ts';

/** Longest token accepted, in characters; none of the services has one near it. */
const tokenSchema = z.string().max(5000);
const nameSchema = z.string().max(100);

/** `refused`: the service no longer accepts the token. `expires_soon`: within seven days. */
export const accountStateSchema = z.enum(['ok', 'expires_soon', 'expired', 'refused']);
export type AccountState = z.infer<typeof accountStateSchema>;

/** A connected account as people see it; nothing in it is secret. Times are ISO 8601, UTC. */
export const accountSchema = z.object({
  service: serviceSchema,
  name: z.string(),
  isDefault: z.boolean(),
  /** "Sam Rivera (acme)". */
  label: z.string(),
  owner: z.string(),
  email: z.string().nullable(),
  workspace: z.string().nullable(),
  state: accountStateSchema,
  /** Since when it is refused; null in every other state. */
  since: z.string().nullable(),
  expiresAt: z.string().nullable(),
  connectedAt: z.string(),
  checkedAt: z.string().nullable(),
  /** What the token may do, by the service's names; null where the service does not tell. */
  scopes: z.array(z.string()).nullable(),
  /** Tools that the token's scopes do not cover, each with a scope that it lacks. Empty where that cannot be told. */
  cannot: z.array(z.object({ tool: z.string(), title: z.string(), scopes: z.array(z.string()) })),
  /** What to know of the token: that it is a live key, say. */
  remarks: z.array(z.string()),
});
export type Account = z.infer<typeof accountSchema>;

/** A service: its accounts, and how to connect one. */
export const serviceAccountsSchema = z.object({
  service: serviceSchema,
  title: z.string(),
  accounts: z.array(accountSchema),
  /** How a person gets a token; null where the service takes none. */
  guide: z
    .object({
      name: z.string(),
      hint: z.string(),
      page: z.string(),
      steps: z.string(),
      permissions: z.array(z.string()),
    })
    .nullable(),
  /** Signing in on the service's own page; null where there is no such way. `hint`: what is missing. */
  signIn: z.object({ ready: z.boolean(), hint: z.string() }).nullable(),
});
export type ServiceAccounts = z.infer<typeof serviceAccountsSchema>;

export const accountsSchema = z.object({
  /** Where calls go: to the demo workspace on this machine, or to accounts. */
  use: z.enum(['demo', 'accounts']),
  services: z.array(serviceAccountsSchema),
  problems: z.array(z.string()),
});
export type Accounts = z.infer<typeof accountsSchema>;

/** A sign-in with a device code (RFC 8628). The person types `userCode` at `address`. */
export const signInSchema = z.object({
  id: z.string(),
  service: serviceSchema,
  state: z.enum(['waiting', 'connected', 'failed', 'cancelled']),
  userCode: z.string(),
  address: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
  account: accountSchema.nullable(),
  error: errorBodySchema.nullable(),
});
export type SignIn = z.infer<typeof signInSchema>;

const one = z.object({ service: serviceSchema, name: nameSchema });

export const accountRoutes = {
  list: route('account.list', z.object({}), accountsSchema),
  /** Checks a token with its service and keeps it. `reconnect`: replaces the token of the account of that name. */
  connect: route(
    'account.connect',
    z.object({
      service: serviceSchema,
      token: tokenSchema,
      name: nameSchema.optional(),
      reconnect: nameSchema.optional(),
    }),
    accountSchema,
  ),
  rename: route('account.rename', one.extend({ to: nameSchema }), accountSchema),
  setDefault: route('account.set_default', one, accountSchema),
  /** Deletes the secret and forgets the account; the log keeps its name. */
  disconnect: route('account.disconnect', one, z.object({})),
  /** Asks the service again whose token it is. Answers the account as it is then. */
  check: route('account.check', one, accountSchema),
  use: route('account.use', z.object({ use: z.enum(['demo', 'accounts']) }), accountsSchema),
  signIn: route(
    'account.sign_in',
    z.object({ service: serviceSchema, name: nameSchema.optional(), reconnect: nameSchema.optional() }),
    signInSchema,
  ),
  signInState: route('account.sign_in_state', z.object({ id: z.string() }), signInSchema),
  cancelSignIn: route('account.cancel_sign_in', z.object({ id: z.string() }), signInSchema),
} as const;
