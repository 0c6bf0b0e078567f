import { describe, expect, it } from 'vitest';
import { approvingApp } from '../support/approving-app.ts';

/** Words of a link that were run unchanged, and the log. */

const here = approvingApp();
const post = '/slack.chat.postMessage to: #releases, text: web is out';

describe('words that came from a link', () => {
  it('ask like any, and stay marked in the log, which verifies', async () => {
    const { agent, audit } = here.app;
    const linked = await agent.finished(agent.start(post, undefined, true).id);
    const typed = await agent.finished(agent.start(post).id);
    const entry = (view: typeof linked) => audit.show(view.steps[0]?.auditId ?? '');
    expect(entry(linked)).toMatchObject({ fromLink: true, approval: { by: 'test' } });
    expect(entry(typed)).not.toHaveProperty('fromLink');
    expect(audit.verify()).toMatchObject({ ok: true });
  });
});
