import type { Rng } from '../rng.ts';
import * as entity from './entities.ts';
import * as time from './time.ts';
import * as bank from './words.ts';

/**
 * Free text as people write it: with names, channels, numbers, links and orders of its own inside, so that only the
 * sentence around it tells where it begins and ends.
 */

type Frame = (rng: Rng) => string;

const who = (rng: Rng): string => rng.pick(bank.firstNames);
const thing = (rng: Rng): string => rng.pick(bank.things);
const word = (rng: Rng): string => rng.pick(bank.queryWords);
const symptom = (rng: Rng): string => rng.pick(bank.symptoms);
const cause = (rng: Rng): string => rng.pick(bank.causes);
const room = (rng: Rng): string => `#${rng.pick(bank.channelNames)}`;
const number = (rng: Rng): string => `#${rng.int(2, 2400)}`;
const minutes = (rng: Rng): string => String(rng.pick([5, 10, 15, 20, 30, 45, 90]));

const notes: readonly Frame[] = [
  (r) => `${who(r)} is out until ${time.date(r)}, please send ${word(r)} questions to ${who(r)}`,
  (r) => `standup moves to ${time.time(r)} from ${time.date(r)} on, same room`,
  (r) => `deploying ${entity.repo(r)} ${entity.tag(r)} at ${time.time(r)}, expect ${minutes(r)} minutes of downtime`,
  (r) => `please move the ${thing(r)} talk to ${room(r)} so we can keep this one clean`,
  (r) => `${who(r)}, can you look at ${number(r)} before ${time.time(r)}? ${who(r)} is blocked`,
  (r) => `don't merge ${number(r)} until ${who(r)} and ${who(r)} have looked at it`,
  (r) => `we refunded ${entity.customer(r)} ${entity.amount(r)} and closed the ticket`,
  (r) => `${who(r)} starts ${time.date(r)}, add them to ${room(r)} and ${room(r)} please`,
  (r) => `agenda: 1) ${thing(r)} 2) ${thing(r)} 3) ${word(r)}`,
  (r) => `${r.int(3, 90)} of ${r.int(91, 400)} tests pass, the rest fail ${cause(r)}`,
  (r) => `${thing(r)} is done, ${thing(r)} is in progress, ${thing(r)} is blocked`,
  (r) => `who can cover for ${who(r)} on ${time.date(r)}?`,
  (r) => `the doc is at ${entity.url(r)}, comments until ${time.date(r)}`,
  (r) => `per ${who(r)}, no changes to the ${thing(r)} until ${time.date(r)}`,
  (r) => `could you send me the ${thing(r)} by ${time.date(r)}?`,
  (r) => `I moved our 1:1 to ${time.date(r)} at ${time.time(r)}, hope that's ok`,
  (r) => `${entity.customer(r)} asked about the ${word(r)}, see ${entity.url(r)}`,
  (r) => `${entity.customer(r)} just signed for ${entity.amount(r)} a month, thank ${who(r)} when you see them`,
  (r) => `not sure who owns the ${thing(r)}. ${who(r)}, do you know?`,
  (r) => `${thing(r)} ${symptom(r)} ${cause(r)}, ${who(r)} is on it, next update at ${time.time(r)}`,
  (r) => `ran the ${thing(r)} twice, both times it ${symptom(r)}; rolling back to ${entity.tag(r)}`,
  (r) => `invoice for ${entity.customer(r)} is ${entity.amount(r)}, due ${time.date(r)}`,
  (r) => `call me when you are out of the meeting, it's about ${entity.customer(r)}`,
  (r) => `let's skip ${word(r)} this week and do ${thing(r)} instead`,
  (r) => `new rule: everything about ${word(r)} goes to ${room(r)}, not here`,
  (r) =>
    `I'm at the ${r.pick(['airport', 'dentist', 'office', 'venue', 'bank'])} till ${time.time(r)}, reach me by phone`,
  (r) => `in ${r.int(2, 9)} weeks we turn the old ${thing(r)} off, tell your customers`,
  (r) => `remind ${who(r)} to sign, then post the link in ${room(r)}`,
  (r) => `${entity.branch(r)} is ready, ${r.int(2, 40)} files changed, mostly ${word(r)}`,
  (r) => `please add your ${word(r)} numbers to the sheet, ${who(r)} and I present on ${time.date(r)}`,
  (r) => `thanks ${who(r)} and ${who(r)} for the ${thing(r)}, lovely work`,
  (r) => `sorry, wrong link, this one works: ${entity.url(r)}`,
  (r) => `q for ${who(r)}: is the ${thing(r)} meant to stay ${cause(r)}`,
  (r) => `if the ${thing(r)} ${symptom(r)} again, restart it and write to ${room(r)}`,
  (r) => `back in ${minutes(r)}`,
  (r) => `yes, but only after ${time.date(r)}`,
  (r) => `nope, ${who(r)} said no to the ${word(r)}`,
  (r) => `lgtm, one nit in ${entity.path(r)}`,
  (r) => `+1 from me, ${time.date(r)} works`,
  (r) => `the ${word(r)} is set to ${r.int(2, 900)} now, was ${r.int(2, 900)}`,
];

/** Something to send: one line with names, times and numbers in it. */
export const note = (rng: Rng): string => rng.pick(notes)(rng);

const errands: readonly Frame[] = [
  (r) => `call ${who(r)}`,
  (r) => `call ${entity.customer(r)} back`,
  (r) => `ask ${who(r)} about the ${thing(r)}`,
  (r) => `send ${who(r)} the ${thing(r)}`,
  (r) => `send ${entity.customer(r)} the contract`,
  (r) => `check ${entity.url(r)}`,
  (r) => `check on ${number(r)}`,
  (r) => `review ${who(r)}'s PR`,
  (r) => `post the ${thing(r)} in ${room(r)}`,
  (r) => `reply to ${who(r)} in ${room(r)}`,
  (r) => `book a table for ${r.int(2, 14)}`,
  (r) => `pay the ${word(r)} invoice`,
  (r) => `chase ${entity.customer(r)} for the ${entity.amount(r)}`,
  (r) => `merge ${number(r)} once ${who(r)} is happy`,
  (r) => `buy ${r.pick(bank.itemWords)} and ${r.pick(bank.itemWords)}`,
  () => 'take the bread out of the oven',
  () => 'water the plants',
  () => 'submit my expenses',
  (r) => `renew the ${word(r)} certificate`,
  (r) => `pick ${who(r)} up from the station`,
  (r) => `prepare ${r.int(2, 12)} slides on ${word(r)}`,
  (r) => `turn the ${thing(r)} flag off again`,
  (r) => `tell ${who(r)} and ${who(r)} about ${word(r)}`,
  (r) => `restart ${entity.repo(r)}`,
  (r) => `fill in the ${word(r)} form`,
];

/** Something to be reminded of, as it follows "to". */
export const errand = (rng: Rng): string => rng.pick(errands)(rng);

const route: Frame = (r) =>
  `${r.pick(['/api/v1', '/v2', '', '/internal'])}/${r.pick(['orders', 'users', 'sessions', 'export', 'hooks', 'search', 'login'])}`;

const reports: readonly Frame[] = [
  (r) => `${r.pick(['500', '404', '502', '429', '401', '403'])} on ${route(r)} ${cause(r)}`,
  (r) =>
    `TypeError: cannot read properties of undefined (reading '${r.pick(['id', 'name', 'length', 'map', 'data'])}')`,
  (r) => `${r.pick(['RFC', 'Spike', 'Bug', 'Epic', 'Follow-up', 'Docs'])}: ${thing(r)}`,
  (r) => `[${r.pick(['urgent', 'mobile', 'infra', 'P1', 'regression', 'flaky'])}] ${thing(r)} ${symptom(r)}`,
  (r) =>
    `Bump ${r.pick(['node', 'react', 'postgres', 'vite', 'openssl', 'terraform'])} from ${r.int(1, 18)} to ${r.int(19, 24)}`,
  (r) => `${entity.customer(r)} cannot open the ${thing(r)}`,
  (r) => `Let admins turn ${word(r)} off per workspace`,
  (r) => `Why does the ${thing(r)} ${r.pick(['hang', 'flicker', 'reload', 'lose data'])} ${cause(r)}?`,
  (r) => `Support for ${word(r)}, ${word(r)} and ${word(r)}`,
  (r) => `Do not ask for ${word(r)} twice`,
  (r) => `No way to undo ${word(r)} in ${thing(r)}`,
  (r) =>
    `Move ${thing(r)} to ${r.pick(['the new API', 'TypeScript', 'its own service', 'the settings', 'GitHub Actions'])}`,
  (r) => `Timeout after ${r.int(5, 300)}s in ${entity.path(r)}`,
  (r) => `${thing(r)} vs. ${thing(r)}: pick one`,
  (r) => `Rename ${word(r)} to ${word(r)} everywhere`,
  (r) =>
    `Test${r.pick(['Login', 'Retry', 'Export', 'Webhook', 'Session', 'Search'])}${r.pick(['Timeout', 'Flow', 'Order', 'Empty'])} fails ${cause(r)}`,
];

/** A title of an issue or a pull request that is more than a verb and a thing. */
export const report = (rng: Rng): string => rng.pick(reports)(rng);

const details: readonly Frame[] = [
  (r) => `Steps: open the ${thing(r)}, press save twice. Expected one record, got two.`,
  (r) => `Happens ${cause(r)}. ${who(r)} can reproduce it on ${entity.tag(r)}, I cannot.`,
  (r) => `Reported by ${entity.customer(r)} on ${time.date(r)}, they lost ${r.int(2, 90)} rows`,
  (r) => `We need the ${thing(r)} before ${time.date(r)}, otherwise ${entity.customer(r)} leaves`,
  (r) => `see ${entity.url(r)} for the trace`,
  (r) => `it ${symptom(r)} ${cause(r)}, workaround is to reload`,
  (r) => `same as ${number(r)} but ${cause(r)}`,
  (r) => `Replaces the ${thing(r)} with the ${thing(r)}, closes ${number(r)}`,
  (r) => `adds ${r.int(2, 40)} tests, no change for users`,
  (r) => `Introduced in ${entity.tag(r)}, ask ${who(r)} in ${room(r)} before touching ${entity.path(r)}`,
];

/** What stands below a title. */
export const detail = (rng: Rng): string => rng.pick(details)(rng);

const commands: readonly Frame[] = [
  (r) => `curl -s ${entity.url(r)} | jq .${word(r).split(' ')[0]}`,
  (r) => `git log --oneline -n ${r.int(2, 50)} ${entity.branch(r)}`,
  (r) => `SELECT count(*) FROM ${r.pick(['orders', 'users', 'events'])} WHERE status = ${r.int(0, 9)};`,
  (r) => `docker run --rm -p ${r.int(3000, 9000)}:80 ${entity.repo(r)}`,
  (r) => `npm run ${r.pick(['build', 'lint', 'test'])} -- --filter ${entity.repo(r)}`,
  (r) => `export TIMEOUT=${r.int(5, 900)} && ./${r.pick(['run', 'deploy', 'sync'])}.sh`,
  (r) => `print(sorted(rows, key=len)[:${r.int(1, 20)}])`,
];

/** A line of code or a command. */
export const command = (rng: Rng): string => rng.pick(commands)(rng);
