import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { keytarCandidate, napiCandidate } from '../../main/keychain/index.ts';
import { inKeyringSession, keyringMissing } from '../support/keyring.ts';

const run = promisify(execFile);
const door = resolve(import.meta.dirname, '../../main/keychain/index.ts');

/** Runs a piece of script beside a fresh, unlocked gnome-keyring. Answers its last line as JSON. */
async function inSession(library: string, body: string): Promise<unknown> {
  const script = `
    import { execFileSync } from 'node:child_process';
    import { keytarCandidate, napiCandidate, openKeychain } from ${JSON.stringify(door)};
    const candidates = [keytarCandidate, napiCandidate].filter((each) => each.name === ${JSON.stringify(library)});
    const open = () => openKeychain({ candidates, waitMs: 10_000 });
    const lock = () => execFileSync('/usr/bin/gdbus', ['call', '--session', '-d', 'org.freedesktop.secrets', '-o', '/org/freedesktop/secrets',
      '-m', 'org.freedesktop.Secret.Service.Lock', "['/org/freedesktop/secrets/collection/login']"]);
    const tell = async (work) => { try { return await work(); } catch (error) { return error.code + ': ' + error.message; } };
    const name = { service: 'thimble/test', account: 'someone' };
    const answer = await (async () => { ${body} })();
    console.log(JSON.stringify(answer));
    process.exit(0);`;
  const { stdout } = await inKeyringSession(['--input-type=module', '-e', script]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null');
}

async function why(candidate: typeof keytarCandidate): Promise<string | null> {
  const missing = keyringMissing();
  if (missing !== null) return missing;
  return await candidate.load().then(
    () => null,
    () => `${candidate.name} does not load here`,
  );
}

for (const candidate of [keytarCandidate, napiCandidate]) {
  const reason = await why(candidate);
  if (reason !== null) console.log(`skipped: a real keyring with ${candidate.name}: ${reason}`);
  describe.skipIf(reason !== null)(`a real gnome-keyring with ${candidate.name}`, () => {
    it('keeps, gives and deletes a secret', async () => {
      const answer = await inSession(
        candidate.name,
        `const k = await open(); const before = await k.get(name); await k.set(name, 'one'); await k.set(name, 'zwei é');
         return [k.description, k.persistent, before, await k.get(name), await (await open()).get(name), await k.delete(name), await k.delete(name), await k.get(name)];`,
      );
      expect(answer).toEqual([`Secret Service (${candidate.name})`, true, null, 'zwei é', 'zwei é', true, false, null]);
    });
    it('says that it is locked, at the start and later', async () => {
      const answer = await inSession(
        candidate.name,
        `const k = await open(); await k.set(name, 'one'); lock();
         return [await tell(open), await tell(() => k.get(name)), await tell(() => k.set(name, 'two')), await tell(() => k.delete(name))];`,
      );
      expect(answer).toEqual(Array(4).fill('keychain_unavailable: The keychain is locked.'));
    });
  });
  describe.skipIf(reason !== null)(`no session bus with ${candidate.name}`, () => {
    it('is "no keychain"', async () => {
      const script = `import { keytarCandidate, napiCandidate, openKeychain } from ${JSON.stringify(door)};
        const candidates = [keytarCandidate, napiCandidate].filter((each) => each.name === ${JSON.stringify(candidate.name)});
        await openKeychain({ candidates, waitMs: 10_000 }).catch((error) => console.log(JSON.stringify(error)));
        process.exit(0);`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
        env: { XDG_RUNTIME_DIR: tmpdir() },
        timeout: 30_000,
      });
      expect(JSON.parse(stdout)).toMatchObject({
        code: 'keychain_unavailable',
        message: 'There is no keychain that Thimble can use.',
      });
    });
  });
}
