import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Proof } from './case.ts';

/** Where the test run leaves what it proved, one file a service, for `scripts/connectors-doc.ts`. */
export const proofFolder = resolve(import.meta.dirname, '../../node_modules/.cache/thimble-tests/conformance');

/** Writes what was proved of a service's operations. */
export function writeProofs(service: string, proofs: readonly Proof[]): void {
  mkdirSync(proofFolder, { recursive: true });
  writeFileSync(join(proofFolder, `${service}.json`), `${JSON.stringify(proofs, null, 2)}\n`);
}
