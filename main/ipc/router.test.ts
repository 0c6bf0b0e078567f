import { describe, expect, it } from 'vitest';
import { type RunView, routes, type Settings, ThimbleError } from '../../shared/index.ts';
import { createHandlers } from './handlers/index.ts';
import { createRouter } from './router.ts';
import type { Services } from './services.ts';
import { unusedServices } from './testing.ts';

const run: RunView = {
  id: 'run-1',
  request: 'list issues',
  startedAt: '2026-11-22T14:00:00Z',
  state: 'thinking',
  steps: [],
  question: null,
  say: null,
  answer: null,
  error: null,
  preview: false,
};

const settings: Settings = {
  zone: 'Europe/Berlin',
  workingHours: { start: '09:00', end: '17:00', days: [1, 2, 3] },
  theme: 'system',
  shortcut: 'Alt+Space',
  approvalMinutes: 5,
  askBelow: 0.5,
  auditKeepDays: null,
  githubClientId: '',
  secondModel: { on: false, address: 'http://127.0.0.1:11434/v1', model: '', otherHosts: false },
  notifications: true,
  defaults: { githubOwner: '', slackChannel: '' },
  tour: null,
  paused: false,
};

function routerWith(changes: Partial<Services>, onError: (route: string, thrown: unknown) => void = () => undefined) {
  return createRouter(createHandlers({ ...unusedServices(), ...changes }), onError);
}

function agentWith(changes: Partial<Services['agent']>): Partial<Services> {
  return { agent: { ...unusedServices().agent, ...changes } };
}

describe('createRouter', () => {
  it('has a handler for every route of the contract', async () => {
    const router = routerWith({});
    for (const verbs of Object.values(routes))
      for (const { name } of Object.values(verbs)) {
        const reply = await router.call(name, { nonsense: true });
        expect(reply.ok === false && reply.error.code, name).not.toBe('not_found');
      }
  });

  it('answers with what the handler gave', async () => {
    const router = routerWith(agentWith({ run: async (request) => ({ ...run, request }) }));
    expect(await router.call('command.run', { request: 'hello' })).toEqual({
      ok: true,
      data: { ...run, request: 'hello' },
    });
  });

  it('refuses a route that does not exist, and names of Object.prototype', async () => {
    const router = routerWith({});
    for (const name of ['command.explode', '__proto__', 'constructor', ''])
      expect(await router.call(name, {})).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('does not let input through that the schema does not name', async () => {
    const seen: unknown[] = [];
    const router = routerWith(agentWith({ run: async (request) => ({ ...run, id: String(seen.push(request)) }) }));
    for (const input of [null, undefined, 7, {}, { request: 5 }, { request: 'x'.repeat(100_001) }])
      expect(await router.call('command.run', input)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    expect(seen).toEqual([]);
  });

  it('passes a ThimbleError on as it is', async () => {
    const error = new ThimbleError('rate_limited', 'Slack wants a pause.', 'Try again in 30 s.');
    const router = routerWith(agentWith({ get: () => Promise.reject(error) }));
    expect(await router.call('command.get', { runId: 'a' })).toEqual({ ok: false, error: error.toJSON() });
  });

  it('keeps the words of an unknown error out of the answer and reports it', async () => {
    const reported: unknown[] = [];
    const thrown = new Error('token sk_live_1 at /home/me');
    const router = routerWith(agentWith({ get: () => Promise.reject(thrown) }), (_route, error) =>
      reported.push(error),
    );
    const reply = await router.call('command.get', { runId: 'a' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('sk_live');
    expect(reported).toEqual([thrown]);
  });

  it('treats output that breaks the contract as a defect', async () => {
    const router = routerWith(agentWith({ get: () => ({ ...run, state: 'lost' as never }) }));
    expect(await router.call('command.get', { runId: 'a' })).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('drops fields from answers that the contract does not name', async () => {
    const router = routerWith(agentWith({ get: () => ({ ...run, secret: 'sk_live_1' }) }));
    expect(JSON.stringify(await router.call('command.get', { runId: 'a' }))).not.toContain('sk_live');
  });

  it('gives previews of different callers, and checks, callers of their own', async () => {
    const callers: string[] = [];
    const preview = async (_request: string, caller: string) => ({ ...run, id: String(callers.push(caller)) });
    const router = routerWith(agentWith({ preview }));
    await router.call('command.preview', { request: 'a' }, { caller: 'window-1' });
    await router.call('policy.check', { request: 'a' }, { caller: 'window-1' });
    await router.call('command.preview', { request: 'a' });
    expect(callers).toEqual(['window-1', 'window-1/check', 'local']);
  });
});

describe('app.save_settings', () => {
  const router = routerWith({ settings: { get: () => settings, save: (wanted) => wanted } });

  it('saves settings that make sense', async () => {
    expect(await router.call('app.save_settings', settings)).toEqual({ ok: true, data: settings });
  });

  it.each([
    ['an unknown zone', { ...settings, zone: 'Europe/Atlantis' }],
    ['an hour that does not exist', { ...settings, workingHours: { ...settings.workingHours, start: '24:30' } }],
    ['an end before the start', { ...settings, workingHours: { ...settings.workingHours, end: '08:00' } }],
    ['a day that does not exist', { ...settings, workingHours: { ...settings.workingHours, days: [8] } }],
    ['a time-out of no minutes', { ...settings, approvalMinutes: 0 }],
    ['a client ID that is none', { ...settings, githubClientId: 'two words' }],
  ])('refuses %s', async (_what, wanted) => {
    expect(await router.call('app.save_settings', wanted)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });
});
