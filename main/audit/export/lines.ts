/** Longest line that is read, in bytes. */
const maxLine = 64 * 1_048_576;

/**
 * The lines of a stream of bytes, each with its line feed (0x0A); the last may have none. Bytes stay as they are, so that
 * what is hashed is what is in the file.
 * @throws RangeError for a line of more than 64 MiB
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let open: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...open, chunk.subarray(start, end + 1)]);
      [open, length, start] = [[], 0, end + 1];
    }
    if (start === chunk.length) continue;
    // A stream may use its buffer again.
    open.push(chunk.slice(start));
    length += chunk.length - start;
    if (length > maxLine) throw new RangeError('a line is too long');
  }
  if (length > 0) yield Buffer.concat(open);
}
