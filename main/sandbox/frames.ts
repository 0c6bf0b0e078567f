/** Frames of the sandbox protocol: one JSON text a line over a pipe. JSON texts hold no raw line break (RFC 8259, 7). */

/** The longest line either side reads, in bytes. A longer one ends the connection. */
export const maxFrameBytes = 16 * 1024 * 1024;

/** One message as a line. */
export function encodeFrame(message: unknown): string {
  return `${JSON.stringify(message)}\n`;
}

/** Splits a byte stream into lines; `push` throws a RangeError once a line is longer than the cap. */
export interface LineReader {
  push(chunk: Buffer): string[];
}

/** @param maxBytes longest line in bytes, its line break not counted. */
export function createLineReader(maxBytes: number = maxFrameBytes): LineReader {
  let parts: Buffer[] = [];
  let held = 0;
  return {
    push(chunk) {
      const lines: string[] = [];
      let rest = chunk;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        if (held + end > maxBytes) throw new RangeError('line too long');
        parts.push(rest.subarray(0, end));
        lines.push(Buffer.concat(parts).toString('utf8'));
        parts = [];
        held = 0;
        rest = rest.subarray(end + 1);
      }
      held += rest.length;
      if (held > maxBytes) throw new RangeError('line too long');
      if (rest.length > 0) parts.push(rest);
      return lines;
    },
  };
}
