import { defineTool } from '../../kit/guest.ts';
import { asObject, asText, pick, read } from './wire.ts';

/** https://docs.slack.dev/reference/methods/team.info */
export const teamInfo = defineTool({
  name: 'slack.team.info',
  title: 'Look up the workspace',
  description: 'See the name and address of your Slack workspace.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {},
  effectText: () => 'Look up the workspace',
  async run(_args, api) {
    const team = pick(asObject((await read(api, 'team.info')).team), ['id', 'name', 'domain', 'url', 'email_domain']);
    return {
      data: { team },
      summary: `The workspace is ${asText(team.name)} (${asText(team.domain)}.slack.com)`,
    };
  },
});

/** https://docs.slack.dev/reference/methods/auth.test: who the credential belongs to. */
export const whoAmI = defineTool({
  name: 'slack.auth.test',
  title: 'Who is connected',
  description: 'See whose Slack account is connected.',
  effect: 'read',
  internal: true,
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {},
  effectText: () => 'Look up whose Slack account is connected',
  async run(_args, api) {
    const data = pick(await read(api, 'auth.test'), ['url', 'team', 'user', 'team_id', 'user_id']);
    return { data, summary: `Connected as @${asText(data.user)} to ${asText(data.team)}` };
  },
});
