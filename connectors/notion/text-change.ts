import type { Json, KindValue, ToolApi, UndoCall } from '../kit/guest.ts';
import { listOf, objectOf, textOf } from './json.ts';
import { brief } from './rich-text.ts';

/** A page's text as Markdown. `whole`: nothing of it is missing, so that it can be written back. */
export interface PageText {
  readonly text: string;
  readonly whole: boolean;
}

/** Longest text that an undo carries, in UTF-16 code units: it is kept in the log. */
const LONGEST = 50_000;

/** The address of a file that was uploaded to Notion: it ends within the hour, and is another one each time. */
const signedAddress = /[?&]X-Amz-Signature=/iu;

/** Reads the answer of the Markdown endpoints: large pages are cut off, and some blocks have no Markdown. */
export function pageText(body: Json): PageText {
  const answer = objectOf(body);
  const text = textOf(answer.markdown);
  const whole =
    answer.truncated !== true &&
    !listOf(answer.unknown_block_ids).length &&
    text.length <= LONGEST &&
    !signedAddress.test(text);
  return { text, whole };
}

/** `GET /v1/pages/{page_id}/markdown` (developers.notion.com/reference/retrieve-page-markdown). */
export async function readText(api: ToolApi, id: string): Promise<PageText> {
  return pageText((await api.send({ method: 'GET', path: `/v1/pages/${id}/markdown` })).body);
}

/** As {@link undoOfText} for a page that was emptied. Pages and databases inside it come back only from the trash. */
export function undoOfErasing(page: KindValue<'notion.page'>, before: PageText): UndoCall[] {
  return /^\s*<(?:page|database)\b/mu.test(before.text) ? [] : undoOfText(page, before, { text: '', whole: true });
}

/** The call that puts a page's former text back; none where the text is as it was or was not wholly read. */
export function undoOfText(page: KindValue<'notion.page'>, before: PageText, after: PageText): UndoCall[] {
  if (!before.whole || !after.whole || before.text === after.text) return [];
  return [
    {
      tool: 'notion.pages.restore_markdown',
      args: { page: { ...page }, text: before.text, since: after.text },
      text: `Put the earlier text of “${brief(page.title)}” back.`,
    },
  ];
}
