import type { Approval, Settings } from '../../../../shared/index.ts';

/** Settings as a person who changed nothing has them. */
export const sampleSettings: Settings = {
  zone: 'Europe/Berlin',
  workingHours: { start: '09:00', end: '17:00', days: [1, 2, 3, 4, 5] },
  theme: 'system',
  shortcut: 'Alt+Space',
  approvalMinutes: 5,
  askBelow: 0.3,
  auditKeepDays: null,
  githubClientId: '',
  secondModel: { on: false, address: 'http://127.0.0.1:11434/v1', model: '', otherHosts: false },
  notifications: true,
  defaults: { githubOwner: '', slackChannel: '' },
  tour: null,
  paused: false,
};

/** A card that waits, for a call with this effect. */
export function sampleApproval(id: string, effectText: string): Approval {
  return {
    id,
    runId: `run-${id}`,
    request: 'refund $5 of Oskar’s latest payment',
    openedAt: '2026-11-22T14:00:00Z',
    expiresAt: '2026-11-22T14:05:00Z',
    plan: [],
    step: {
      index: 1,
      tool: 'stripe.refunds.create',
      title: 'Refund a payment',
      service: 'stripe',
      account: null,
      effect: 'money',
      effectText,
      undoText: 'A refund cannot be taken back.',
      args: [],
      confidence: 1,
      tainted: false,
      secondModel: null,
      unused: [],
      decision: null,
      approvalId: id,
      state: 'waiting',
      summary: null,
      result: null,
      error: null,
      auditId: null,
      milliseconds: null,
    },
  };
}
