import type { MadeUp } from '../../main/audit/bench-log.ts';

/** A small generator of numbers from 0 to 1, the same each time (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const people =
  'Oskar Lindqvist,Zoë Marchetti,Sam Rivera,Priya Raman,Jonas Weber,Amara Okafor,Mei Tanaka,Luis Ortega'.split(',');
const nouns = 'invoice,workshop,sticker pack,release,incident,roadmap,billing page,onboarding,webhook,dashboard'.split(
  ',',
);
const channels = 'releases,general,incidents,billing,design,random'.split(',');

const kinds = [
  { tool: 'stripe.refunds.create', service: 'stripe', effect: 'money', title: 'Refund a payment', verb: 'refund' },
  { tool: 'slack.chat.postMessage', service: 'slack', effect: 'write', title: 'Post a message', verb: 'post about' },
  { tool: 'github.issues.list', service: 'github', effect: 'read', title: 'List issues', verb: 'show issues on' },
  {
    tool: 'github.issues.create',
    service: 'github',
    effect: 'write',
    title: 'Open an issue',
    verb: 'open an issue on',
  },
  {
    tool: 'notion.pages.update',
    service: 'notion',
    effect: 'write',
    title: 'Change a page',
    verb: 'update the page of',
  },
  {
    tool: 'slack.conversations.kick',
    service: 'slack',
    effect: 'destructive',
    title: 'Remove a person',
    verb: 'remove',
  },
] as const;

/** Milliseconds between two calls. */
export const everyMs = 240_000;

/** Calls as they come in a company, one every four minutes from `begin` (epoch milliseconds); the same each time. */
export function madeUpCalls(begin: number): MadeUp {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return (n) => {
    const kind = pick(kinds);
    const [person, noun, channel] = [pick(people), pick(nouns), pick(channels)];
    const at = begin + n * everyMs;
    const iso = new Date(at).toISOString();
    const asks = kind.effect === 'money' || kind.effect === 'destructive' || next() < 0.2;
    const denied = next() < 0.02;
    const refused = asks && next() < 0.1;
    const effectText = `${kind.title}: ${noun} of ${person} (#${channel}, ${n})`;
    const record = `${kind.service.slice(0, 2)}_${n.toString(36)}${Math.floor(next() * 1e9).toString(36)}`;
    return {
      at,
      intent: {
        runId: `run_${n}`,
        step: 1,
        request: `${kind.verb} the ${noun} of ${person} and tell #${channel}`,
        tool: kind.tool,
        title: kind.title,
        service: kind.service,
        effect: kind.effect,
        effectText,
        undoText: 'It can be taken back.',
        args: [person, noun, channel].map((label, i) => ({
          name: ['person', 'subject', 'channel'][i] ?? '',
          kind: 'text',
          description: 'What it is about',
          proposed: label,
          value: { id: `${record}${i}`, name: label },
          label,
          source: { kind: 'words', text: label },
          confidence: 0.9,
          editable: true,
          choices: null,
        })),
        decision: {
          id: `dec_${n}`,
          verdict: denied ? 'deny' : asks ? 'ask' : 'allow',
          rules: [
            {
              id: `${kind.effect}-rule`,
              verdict: 'ask',
              text: 'Anything that changes something asks first.',
              change: null,
            },
          ],
          callHash: record.padEnd(64, '0'),
          decidedAt: iso,
        },
        approval: asks
          ? {
              by: 'the person at the app',
              at: iso,
              openedAt: new Date(at - next() * 60_000).toISOString(),
              verdict: refused ? 'deny' : 'approve',
              reason: '',
            }
          : null,
        tainted: next() < 0.03,
        lookup: next() < 0.1,
        account: next() < 0.7 ? 'work' : 'demo',
        place: 'bench/1',
        undoes: null,
        asked: [],
        secondModel: null,
      },
      outcome: {
        status: denied
          ? 'denied'
          : refused
            ? 'refused'
            : next() < 0.03
              ? 'failed'
              : next() < 0.002
                ? 'unknown'
                : 'succeeded',
        summary: `${kind.title}, done for ${person}`,
        result: { id: record, subject: noun, note: `about the ${noun} in ${channel}` },
        error: null,
        requests: [
          { method: 'POST', path: `/v1/${kind.service}/${record}`, query: null, body: { subject: noun }, status: 200 },
        ],
        undo: [],
        milliseconds: Math.round(80 + next() * 400),
      },
    };
  };
}
