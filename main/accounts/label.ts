import type { TokenOwner } from '../../connectors/index.ts';

/** Longest text of a service that is kept, in UTF-16 code units. */
const maxText = 100;

/** A name that a service gave, fit for a list: one line, nothing that hides or drives a terminal. */
export function plainName(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return clean.length > maxText ? `${clean.slice(0, maxText)}…` : clean;
}

/** An owner with names fit to be kept and shown. */
export function plainOwner(owner: TokenOwner): TokenOwner {
  const text = (value: string | null): string | null => (value === null ? null : plainName(value) || null);
  return {
    ...owner,
    id: plainName(owner.id),
    name: plainName(owner.name) || plainName(owner.id),
    email: text(owner.email),
    workspace: text(owner.workspace),
    workspaceId: text(owner.workspaceId),
    suggestedName: plainName(owner.suggestedName),
    scopes: owner.scopes?.slice(0, 200).map(plainName) ?? null,
  };
}

/** "Sam Rivera (acme)": whose account it is, and what the person calls it. */
export function labelOf(owner: { readonly name: string }, name: string): string {
  return owner.name === name ? name : `${owner.name} (${name})`;
}
