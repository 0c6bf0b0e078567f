import { type Signer, verifySignature } from './signer.ts';

/** A signed statement of the log's size and root. `rootHash` lower-case hex, `at` ISO 8601, the others base64. */
export interface Checkpoint {
  readonly size: number;
  readonly rootHash: string;
  readonly at: string;
  readonly signature: string;
  readonly publicKey: string;
}

/** What is signed, line by line, after the note format of transparency logs (C2SP tlog-checkpoint). */
export function checkpointText({ size, rootHash, at }: Pick<Checkpoint, 'size' | 'rootHash' | 'at'>): string {
  return `thimble audit log\n${size}\n${Buffer.from(rootHash, 'hex').toString('base64')}\n${at}\n`;
}

/** Signs size and root as they are at `at` (epoch milliseconds). */
export function signCheckpoint(signer: Signer, size: number, root: Uint8Array, at: number): Checkpoint {
  const unsigned = { size, rootHash: Buffer.from(root).toString('hex'), at: new Date(at).toISOString() };
  return { ...unsigned, signature: signer.sign(checkpointText(unsigned)), publicKey: signer.publicKey };
}

/** Whether the checkpoint's own key signed exactly it. Whose key that is, is another question. */
export function isSigned(checkpoint: Checkpoint): boolean {
  return verifySignature(checkpoint.publicKey, checkpointText(checkpoint), checkpoint.signature);
}
