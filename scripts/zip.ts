import { inflateRawSync } from 'node:zlib';

/**
 * Reads one file of a zip archive by its name; null when it is not in it. Only what wheels use: stored or deflated,
 * without encryption, below 4 GiB (PKWARE APPNOTE 4.3).
 * @throws Error when the archive is damaged
 */
export function readZip(archive: Buffer, name: string): Buffer | null {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('This is no zip archive.');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('The zip archive is damaged.');
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const more = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const header = archive.readUInt32LE(at + 42);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      const data = archive.subarray(start, start + size);
      if (method === 0) return data;
      if (method === 8) return inflateRawSync(data);
      throw new Error(`The zip archive packs ${name} in a way that is not known here.`);
    }
    at += 46 + nameLength + more;
  }
  return null;
}
