import { createRequire } from 'node:module';

/** The part of `@cedar-policy/cedar-wasm` that is used here. */
export type Cedar = Pick<
  typeof import('@cedar-policy/cedar-wasm/nodejs'),
  | 'isAuthorized'
  | 'policySetTextToParts'
  | 'policyToJson'
  | 'policyToText'
  | 'preparsePolicySet'
  | 'preparseSchema'
  | 'statefulIsAuthorized'
  | 'validate'
>;

const requireHere = createRequire(import.meta.url);
let instance: Cedar | null = null;

/**
 * The shared wasm instance, loaded at first use (25 to 45 ms).
 * @throws when the package or its wasm file is missing
 */
export function cedar(): Cedar {
  instance ??= requireHere('@cedar-policy/cedar-wasm/nodejs') as Cedar;
  return instance;
}

/**
 * Throws the instance away; the next {@link cedar} loads a fresh one (about 11 ms). A wasm trap leaves its instance in
 * an unknown state, so whoever catches a throw out of it calls this. Preparsed sets are gone afterwards.
 */
export function discardCedar(): void {
  instance = null;
  delete requireHere.cache[requireHere.resolve('@cedar-policy/cedar-wasm/nodejs')];
}

/** Runs `use` on the instance; after a throw the instance is discarded and the throw goes on. */
export function withCedar<T>(use: (cedar: Cedar) => T): T {
  try {
    return use(cedar());
  } catch (thrown) {
    discardCedar();
    throw thrown;
  }
}
