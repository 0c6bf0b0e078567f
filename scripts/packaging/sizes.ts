import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getRawHeader } from '@electron/asar';

/** A file of a packed app. `file` is relative to the packed folder; what lies in the archive is named `app.asar/…`. */
export interface PackedPart {
  readonly file: string;
  readonly bytes: number;
}

interface HeaderEntry {
  readonly files?: Readonly<Record<string, HeaderEntry>>;
  readonly size?: number;
  readonly unpacked?: boolean;
}

function* inArchive(entry: HeaderEntry, path: string): Generator<PackedPart> {
  for (const [name, child] of Object.entries(entry.files ?? {})) {
    // What is unpacked lies beside the archive and is counted there.
    if (child.files === undefined && !child.unpacked) yield { file: `${path}/${name}`, bytes: child.size ?? 0 };
    else yield* inArchive(child, `${path}/${name}`);
  }
}

/** Every file of a packed app, archives looked into, largest first. @throws Error when the folder cannot be read */
export function packedParts(folder: string): PackedPart[] {
  const parts: PackedPart[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path).replaceAll('\\', '/');
    const bytes = statSync(path).size;
    if (!entry.name.endsWith('.asar')) parts.push({ file, bytes });
    else {
      const inside = [...inArchive(getRawHeader(path).header as HeaderEntry, file)];
      const header = bytes - inside.reduce((sum, part) => sum + part.bytes, 0);
      parts.push(...inside, { file: `${file} (table of contents)`, bytes: header });
    }
  }
  return parts.sort((a, b) => b.bytes - a.bytes);
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The total and the largest parts, one line each. */
export function sizeReport(parts: readonly PackedPart[], largest = 12): string {
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  const lines = parts.slice(0, largest).map(({ file, bytes }) => `  ${megabytes(bytes).padStart(9)}  ${file}`);
  return [`${megabytes(total)} in ${parts.length} files; the largest:`, ...lines].join('\n');
}
