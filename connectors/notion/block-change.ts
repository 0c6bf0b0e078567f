import type { JsonObject, KindValue, ToolApi, UndoCall } from '../kit/guest.ts';
import { blockName } from './blocks.ts';
import { richTextBack, same } from './former.ts';
import { objectOf } from './json.ts';
import { PutBack, trashBefore } from './put-back.ts';
import { brief, plainText } from './rich-text.ts';

type BlockRef = KindValue<'notion.block'>;

function undoOf(block: BlockRef, body: JsonObject, before: JsonObject, after: JsonObject): UndoCall[] {
  const { type } = block;
  const [sent, was, is] = [objectOf(body[type]), objectOf(before[type]), objectOf(after[type])];
  const back = new PutBack();
  const content: JsonObject = {};
  const said: string[] = [];
  if (sent.rich_text !== undefined && !same(richTextBack(was.rich_text), richTextBack(is.rich_text))) {
    content.rich_text = richTextBack(was.rich_text);
    said.push(`“${brief(plainText(was.rich_text))}”`);
  }
  if (sent.checked !== undefined && was.checked !== is.checked) {
    content.checked = was.checked === true;
    said.push(was.checked === true ? 'ticked' : 'not ticked');
  }
  if (said.length) back.add(type, content, said.join(', '));
  return back.calls(
    'notion.blocks.restore',
    { block: { ...block } },
    `the ${blockName(type)}`,
    trashBefore(before, after),
  );
}

/**
 * Reads a block, sends its change (`PATCH /v1/blocks/{block_id}`), and answers the block after it with the call that puts
 * back what really changed.
 */
export async function changeBlock(
  api: ToolApi,
  block: BlockRef,
  body: JsonObject,
): Promise<{ after: JsonObject; undo: UndoCall[] }> {
  const path = `/v1/blocks/${block.id}`;
  const before = objectOf((await api.send({ method: 'GET', path })).body);
  const after = objectOf((await api.send({ method: 'PATCH', path, body })).body);
  return { after, undo: undoOf(block, body, before, after) };
}
