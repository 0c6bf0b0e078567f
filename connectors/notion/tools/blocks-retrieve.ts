import { defineTool } from '../../kit/guest.ts';
import { blockName } from '../blocks.ts';
import { brief } from '../rich-text.ts';
import { shapeBlock } from '../shape.ts';

/** `GET /v1/blocks/{block_id}`: for resolvers, to learn the type of a block that was named by its id. */
export const retrieveBlock = defineTool({
  name: 'notion.blocks.retrieve',
  title: 'Look at a Notion block',
  description: 'Read one block by its id.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  internal: true,
  params: { block_id: { kind: 'text', required: true, description: 'The id of the block', sets: ['block_id'] } },
  effectText: (args) => `Look at the block ${args.block_id}.`,
  async run(args, api) {
    const answer = await api.send({ method: 'GET', path: `/v1/blocks/${encodeURIComponent(args.block_id)}` });
    const block = shapeBlock(answer.body);
    return { data: block, summary: `A ${blockName(block.type)}: “${brief(block.text)}”.` };
  },
});
