import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { present, quote } from '../request.ts';
import { pick, textAt } from '../shape.ts';

/** https://docs.github.com/rest/gists/gists#create-a-gist */
export const createGist = defineTool({
  name: 'github.gists.create',
  title: 'Create a gist',
  description: 'Saves a text or a snippet as a gist, secret unless it should be public.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.gists.delete', text: 'Delete the gist; who has its link may have read it.' },
  params: {
    file: { kind: 'text', description: 'The file name', required: true, sets: ['files.*'] },
    content: { kind: 'text', description: 'What the file holds', required: true, sets: ['files.*.content'] },
    description: { kind: 'text', description: 'One line on what it is', sets: ['description'] },
    public: { kind: 'boolean', description: 'Public (true) or secret (false)', sets: ['public'] },
  },
  effectText(args) {
    const about = args.description === undefined ? '' : `, described as ${quote(args.description)}`;
    return `Create a ${args.public === true ? 'public' : 'secret'} gist ${args.file} holding ${quote(args.content)}${about}`;
  },
  async run(args, api) {
    const body: JsonObject = {
      files: { [args.file.trim()]: { content: args.content } },
      ...present<string | boolean>({ description: args.description, public: args.public }),
    };
    const response = await api.send({ method: 'POST', path: '/gists', body });
    const data = pick(response.body, ['id', 'html_url', 'description', 'public', 'created_at']);
    const link = textAt(data, 'html_url');
    return {
      data,
      summary: `Created the gist ${link}`,
      undo: [
        { tool: 'github.gists.delete', args: { gist: textAt(data, 'id'), link }, text: `Delete the gist ${link}.` },
      ],
    };
  },
});

/** https://docs.github.com/rest/gists/gists#delete-a-gist */
export const deleteGist = defineTool({
  name: 'github.gists.delete',
  title: 'Delete a gist',
  description: 'Deletes an own gist.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'none', text: 'A deleted gist is gone; create it again.' },
  params: {
    gist: { kind: 'text', description: 'The id of the gist', required: true, sets: [] },
    link: { kind: 'text', description: 'Its address, for the words', required: true, sets: [] },
  },
  effectText: (args) => `Delete the gist ${args.link}`,
  async run(args, api) {
    await api.send({ method: 'DELETE', path: `/gists/${encodeURIComponent(args.gist)}` });
    return { data: { id: args.gist, deleted: true }, summary: `Deleted the gist ${args.link}` };
  },
});
