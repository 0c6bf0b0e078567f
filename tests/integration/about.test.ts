import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startThimble } from '../../main/index.ts';

const root = resolve(import.meta.dirname, '../..');

/** What the app says of itself, through the routes of the whole app. */
describe('about', () => {
  let dataDir = '';
  let thimble: Awaited<ReturnType<typeof startThimble>>;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'thimble-about-'));
    thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root });
  });
  afterAll(async () => {
    await thimble?.close();
    if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  });
  const call = (route: string) => thimble.router.call(route, {});

  it('names the licence, the model card, the key that signs the log and the data folder', async () => {
    const reply = await call('app.about');
    const { fingerprint } = thimble.composition.review.state();
    expect(reply).toMatchObject({
      ok: true,
      data: { licence: 'Apache-2.0', fingerprint, dataFolder: dataDir, appLog: join(dataDir, 'thimble.log') },
    });
    const { modelCard } = (reply as { data: { modelCard: string } }).data;
    expect(readFileSync(modelCard, 'utf8')).toMatch(/^(---|#)/u);
  });

  it('gives the licences of what ships as text', async () => {
    const text = readFileSync(join(root, 'THIRD_PARTY_NOTICES.md'), 'utf8');
    expect(await call('app.notices')).toEqual({ ok: true, data: { text } });
  });

  it('gives the doctor’s checks as diagnostics', async () => {
    const reply = (await call('app.diagnostics')) as { data: { text: string } };
    expect(reply.data.text).toMatch(/^Thimble \d+\.\d+\.\d+\S*, browser host\n/u);
    for (const name of ['Node', 'Needle', 'Sandbox', 'Keychain', 'Policies', 'Audit log', 'App log'])
      expect(reply.data.text).toMatch(new RegExp(`^(ok|warning|missing): ${name}: `, 'mu'));
  });
});
