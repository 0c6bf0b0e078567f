import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const decoders = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) } as const;

/** The encodings that are asked for. */
export const acceptEncoding = 'gzip, deflate, br';

/**
 * Undoes a content encoding (RFC 9110, 8.4), one at most. Rejects with a RangeError (`ERR_BUFFER_TOO_LARGE`) as soon as
 * the output passes `maxBytes`, and with an Error for unknown or stacked encodings.
 */
export async function decodeBody(raw: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity' || raw.length === 0) return raw;
  if (name !== 'gzip' && name !== 'deflate' && name !== 'br') throw new Error('unknown content encoding');
  return await decoders[name](raw, { maxOutputLength: maxBytes });
}
