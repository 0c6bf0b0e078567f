import { keytarCandidate, napiCandidate, openKeychain } from '../../main/keychain/index.ts';
import type { Account } from '../../shared/index.ts';
import { startAccountsApp } from './accounts-app.ts';
import { canaries } from './canary.ts';
import { scriptedModel } from './scripted-model.ts';

/** Connects, restarts, uses and disconnects an account with the keychain of the session; prints what happened. */

const dataDir = process.argv[2] ?? '';
const tokens = canaries(2);
const told: unknown[] = [];

async function session(
  work: (call: (route: string, input: unknown) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const app = await startAccountsApp({ dataDir, model: scriptedModel({}), tokens, signInToken: tokens.signIn });
  try {
    await work(async (route, input) => {
      const reply = await app.router.call(route, input);
      if (route !== 'command.run' || !reply.ok) return reply.ok ? reply.data : reply.error;
      const { id } = reply.data as { id: string };
      const { state, steps, error } = await app.composition.agent.finished(id);
      return { state, account: steps[0]?.account, error };
    });
  } finally {
    await app.close();
  }
}
const kept = async (account: string): Promise<boolean> => {
  const keychain = await openKeychain({ candidates: [keytarCandidate, napiCandidate] });
  return (await keychain.get({ service: 'thimble/slack', account })) === tokens.slack;
};

await session(async (call) => {
  const { name } = (await call('account.connect', { service: 'slack', token: tokens.slack })) as Account;
  told.push(name, await kept(name));
  await call('account.rename', { service: 'slack', name, to: 'my work' });
  told.push(await kept(name), await kept('my work'));
});
await session(async (call) => {
  told.push(await call('command.run', { request: '/slack.team.info' }));
  await call('account.disconnect', { service: 'slack', name: 'my work' });
  told.push(await kept('my work'));
});
console.log(JSON.stringify(told));
process.exit(0);
