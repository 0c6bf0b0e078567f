import type { Rng } from './rng.ts';
import type { Piece } from './template.ts';

/** Words that may stand for others in what people ask; only in literal words, and only where the meaning stays. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  delete: ['erase', 'wipe', 'nuke', 'trash', 'bin', 'scrap', 'zap', 'ditch', 'get rid of', 'drop', 'remove'],
  remove: ['take away', 'strip', 'pull', 'drop', 'get rid of', 'clear', 'ditch'],
  show: ['display', 'pull up', 'bring up', 'let me see', 'give', 'print'],
  list: ['show', 'enumerate', 'list out', 'give me', 'show me', 'pull up', 'run through'],
  get: ['grab', 'fetch', 'pull', 'give me', 'bring up', 'pull up'],
  send: ['shoot', 'fire off', 'push', 'drop', 'pass on'],
  create: ['make', 'set up', 'spin up', 'start', 'put together', 'whip up', 'generate'],
  make: ['create', 'set up', 'build', 'put together'],
  open: ['raise', 'file', 'start', 'log', 'create'],
  file: ['raise', 'log', 'open', 'submit', 'create'],
  add: ['put', 'stick', 'throw in', 'pop', 'include', 'append', 'toss'],
  refund: ['reimburse', 'give back', 'return', 'pay back'],
  post: ['drop', 'put', 'share', 'write', 'publish', 'say', 'announce'],
  tell: ['let', 'inform', 'message', 'notify', 'ping'],
  message: ['ping', 'write', 'dm', 'text'],
  schedule: ['queue up', 'line up', 'plan', 'set up', 'time'],
  archive: ['shut down', 'close down', 'retire', 'mothball', 'put away', 'park'],
  merge: ['land', 'pull in', 'get in'],
  assign: ['give', 'hand', 'hand over', 'allocate'],
  change: ['switch', 'alter', 'modify', 'edit', 'set', 'move'],
  update: ['change', 'edit', 'revise', 'refresh', 'amend', 'fix'],
  edit: ['change', 'correct', 'amend', 'rewrite', 'fix'],
  cancel: ['stop', 'kill', 'call off', 'axe', 'abort', 'end', 'pull the plug on', 'terminate'],
  rename: ['retitle', 'relabel', 'change the name of'],
  find: ['look for', 'search for', 'hunt down', 'dig up', 'track down', 'locate', 'look up'],
  search: ['look', 'hunt', 'dig', 'comb'],
  latest: ['newest', 'most recent', 'last'],
  newest: ['latest', 'most recent'],
  last: ['latest', 'most recent'],
  close: ['shut', 'wrap up', 'resolve', 'finish'],
  approve: ['sign off on', 'greenlight', 'ok', 'give a thumbs up to', 'pass'],
  start: ['kick off', 'begin', 'fire up', 'launch', 'trigger'],
  run: ['kick off', 'trigger', 'fire', 'start', 'launch'],
  rerun: ['re-run', 'retry', 'run again', 'restart'],
  set: ['make', 'put', 'change', 'switch'],
  invite: ['add', 'bring', 'get', 'pull'],
  join: ['get me into', 'hop into', 'enter'],
  leave: ['get me out of', 'exit', 'drop out of', 'quit'],
  kick: ['boot', 'remove', 'throw out', 'drop'],
  react: ['respond', 'reply'],
  read: ['show', 'open', 'pull up', 'check'],
  check: ['look at', 'take a look at', 'see', 'have a look at'],
  bill: ['charge', 'invoice'],
  charge: ['bill', 'take', 'collect'],
  void: ['cancel out', 'nullify', 'scrap', 'annul'],
  give: ['hand', 'get', 'grant', 'offer'],
  tick: ['check', 'mark'],
  mark: ['flag', 'set', 'put down'],
  move: ['shift', 'bump', 'switch', 'push'],
  remind: ['nudge', 'poke', 'ping'],
  mute: ['silence', 'pause', 'turn off', 'snooze'],
  snooze: ['mute', 'silence', 'pause', 'hush'],
  everyone: ['everybody', 'all people', 'all members'],
  customers: ['clients', 'buyers'],
  customer: ['client', 'buyer'],
  repo: ['repository', 'project', 'codebase'],
  repository: ['repo', 'project'],
  channel: ['room', 'chan'],
  members: ['people', 'folks'],
  people: ['folks', 'members'],
  issue: ['ticket', 'bug'],
  ticket: ['issue', 'bug'],
  task: ['todo', 'to-do', 'item'],
  page: ['doc', 'document'],
  database: ['db', 'table'],
  comment: ['note', 'remark'],
  please: ['pls', 'plz', 'kindly'],
  want: ['need', "'d like", 'would like'],
  need: ['want', 'have to have'],
  could: ['can', 'would'],
  can: ['could', 'would', 'will'],
  all: ['every one of', 'all of'],
  about: ['on', 'regarding', 're', 'concerning'],
  saying: ['that says', 'reading', 'with the text'],
  called: ['named', 'titled'],
  named: ['called'],
  titled: ['called', 'named', 'with the title'],
  with: ['w/', 'using'],
  because: ['cause', 'since', 'as'],
  immediately: ['right now', 'at once', 'right away', 'asap'],
  now: ['right now', 'immediately', 'rn'],
  subscription: ['sub', 'plan'],
  payments: ['charges', 'transactions'],
  payment: ['charge', 'transaction'],
  notifications: ['alerts', 'notifs'],
  status: ['state'],
  unread: ['new'],
  recent: ['latest', 'newest'],
};

/** Puts one or two synonyms into the literal words. */
export function reword(pieces: Piece[], rng: Rng): void {
  let left = rng.int(1, 3);
  for (const piece of rng.shuffle(pieces)) {
    if (piece.slot !== undefined || left === 0) continue;
    piece.text = piece.text.replace(/[A-Za-z]+(?!['’\p{L}])/gu, (word) => {
      const options = synonyms[word.toLowerCase()];
      if (!options || left === 0 || rng.chance(0.4)) return word;
      left--;
      const chosen = rng.pick(options);
      return /^[A-Z]/u.test(word) ? chosen.slice(0, 1).toUpperCase() + chosen.slice(1) : chosen;
    });
  }
}

/** One slip of the fingers in a literal word of four letters or more. */
export function slip(pieces: Piece[], rng: Rng): void {
  const literals = pieces.filter((piece) => piece.slot === undefined && /[a-z]{4}/u.test(piece.text));
  if (literals.length === 0) return;
  const piece = rng.pick(literals);
  const words = [...piece.text.matchAll(/[A-Za-z]{4,}/gu)];
  const word = rng.pick(words.length > 0 ? words : [...piece.text.matchAll(/[A-Za-z]+/gu)]);
  const at = word.index + rng.int(1, word[0].length - 2);
  const text = piece.text;
  switch (rng.int(0, 3)) {
    case 0:
      piece.text = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
      break;
    case 1:
      piece.text = text.slice(0, at) + text.slice(at + 1);
      break;
    case 2:
      piece.text = text.slice(0, at) + (text[at] ?? '') + text.slice(at);
      break;
    default:
      piece.text = text.slice(0, at) + 'qwertyuiopasdfghjklzxcvbnm'[rng.int(0, 25)] + text.slice(at + 1);
  }
}

/** Lower-cases everything of the same length, as hurried people write. */
export function lower(pieces: Piece[]): void {
  for (const piece of pieces) {
    const small = piece.text.toLowerCase();
    if (small.length === piece.text.length) piece.text = small;
  }
}
