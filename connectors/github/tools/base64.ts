const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Decodes Base64 (RFC 4648, line breaks allowed) of UTF-8 text. The isolate has neither `atob` nor `TextDecoder`.
 * Bytes that are not UTF-8 become U+FFFD.
 */
export function decodeBase64(text: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return decodeUtf8(bytes);
}

function decodeUtf8(bytes: readonly number[]): string {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    const tail = bytes.slice(i + 1, i + length);
    if (length === 0 || first >= 0xf5 || tail.length < length - 1 || tail.some((byte) => (byte & 0xc0) !== 0x80)) {
      out += '\ufffd';
      i += 1;
      continue;
    }
    const lead = length === 1 ? first : first & (0x7f >> length);
    const point = tail.reduce((sum, byte) => sum * 64 + (byte & 0x3f), lead);
    const surrogate = point >= 0xd800 && point <= 0xdfff;
    out += surrogate || point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    i += length;
  }
  return out;
}
