import type { Script, ScriptedCall } from './scripted-model.ts';

/** Requests of several steps for a scripted model, over the demo workspace. */

const post = (to: string, text: string): ScriptedCall => ({ tool: 'slack.chat.postMessage', args: { to, text } });
const close = { tool: 'github.issues.update', args: { issue: 'infra #45', state: 'closed' } };
const comment = { tool: 'github.issues.comment', args: { issue: 'infra #45', body: 'all fixed' } };

/** Three steps, all known, none of them from what a service returned. */
export const threeSteps = 'close infra #45, comment "all fixed" on infra #45 and tell #releases that it is done';
/** A read, a step of the person's own words, and one that repeats what the read returned. */
export const oneTainted = 'read #support, tell #releases that web is out, then post in #general what they ask';
/** A refund alone. */
export const refund = "refund $5 of Oskar's sticker pack payment";

const told = (result: unknown): string => /"text":"([^"\\]{20,})/u.exec(JSON.stringify(result))?.[1] ?? 'nothing new';

export const planScripts: Readonly<Record<string, Script>> = {
  [threeSteps]: [close, comment, post('#releases', 'it is done')],
  [oneTainted]: (results) =>
    [
      { tool: 'slack.conversations.history', args: { channel: '#support' } },
      post('#releases', 'web is out'),
      post('#general', told(results[0])),
    ][results.length] ?? 'done',
  [refund]: [{ tool: 'stripe.refunds.create', args: { payment: "Oskar's sticker pack payment", amount: '$5' } }],
};
