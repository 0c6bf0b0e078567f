import type { AuditFilter, AuditFormat } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { saveFile } from './save-file.ts';

/** Exports what is under a filter and hands it over as a download, fetched piece by piece. */
export async function saveExport(filter: AuditFilter, format: AuditFormat): Promise<void> {
  const { id, filename } = await call('audit', 'export', { filter, format });
  const pieces: string[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: { text: string; next: number | null } = await call('audit', 'exportRead', { id, offset });
    pieces.push(piece.text);
    offset = piece.next;
  }
  saveFile(filename, pieces);
  await call('audit', 'exportClose', { id });
}
