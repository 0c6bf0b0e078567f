import type { AuditReview } from '../../main/audit/index.ts';
import type { AuditFilter, AuditFormat } from '../../shared/index.ts';

/** A whole export as one text. */
export async function exportText(review: AuditReview, filter: AuditFilter, format: AuditFormat): Promise<string> {
  const { id } = await review.export(filter, format);
  let text = '';
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: { text: string; next: number | null } = await review.exportRead(id, offset);
    text += piece.text;
    offset = piece.next;
  }
  review.exportClose(id);
  return text;
}
