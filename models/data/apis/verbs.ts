/** Verbs of API summaries that ask for something to be shown: the rest of the summary is a thing. */
export const readVerbs: ReadonlySet<string> = new Set(
  'get list retrieve return fetch show read describe find query search view lookup obtain check display download browse see load access provide enumerate'.split(
    ' ',
  ),
);

/** Verbs that begin summaries, with others that people use for the same act. */
export const actVerbs: Readonly<Record<string, readonly string[]>> = {
  create: ['create', 'create', 'add', 'make', 'set up', 'register', 'make me'],
  add: ['add', 'add', 'put in', 'attach', 'create', 'insert'],
  insert: ['insert', 'add', 'put in'],
  post: ['post', 'create', 'submit'],
  register: ['register', 'sign up', 'add'],
  update: ['update', 'update', 'change', 'modify', 'edit'],
  modify: ['modify', 'change', 'update', 'edit'],
  edit: ['edit', 'change', 'update'],
  change: ['change', 'update', 'switch'],
  replace: ['replace', 'swap out', 'overwrite'],
  patch: ['patch', 'update', 'change'],
  set: ['set', 'set', 'change', 'put'],
  put: ['put', 'set', 'store'],
  delete: ['delete', 'delete', 'remove', 'get rid of', 'erase', 'drop'],
  remove: ['remove', 'remove', 'delete', 'take away', 'get rid of'],
  cancel: ['cancel', 'cancel', 'call off', 'abort'],
  send: ['send', 'send', 'deliver'],
  upload: ['upload', 'upload', 'send up'],
  start: ['start', 'start', 'launch', 'kick off', 'begin'],
  stop: ['stop', 'stop', 'halt', 'end'],
  enable: ['enable', 'turn on', 'switch on', 'activate'],
  disable: ['disable', 'turn off', 'switch off', 'deactivate'],
  generate: ['generate', 'create', 'make', 'produce'],
  calculate: ['calculate', 'work out', 'compute', 'figure out'],
  compute: ['compute', 'calculate', 'work out'],
  convert: ['convert', 'convert', 'change', 'turn'],
  validate: ['validate', 'check', 'verify'],
  verify: ['verify', 'check', 'confirm'],
  count: ['count', 'count up'],
  invite: ['invite', 'invite', 'send an invite to'],
  archive: ['archive', 'put away'],
  restore: ['restore', 'bring back', 'recover'],
  assign: ['assign', 'give'],
  book: ['book', 'book', 'reserve', 'make a booking for'],
  play: ['play', 'put on', 'start playing'],
  order: ['order', 'order', 'buy', 'get me'],
};

const plainVerbs = new Set(
  'accept acknowledge activate allocate allow analyze append apply approve associate attach authenticate authorize backup batch begin bind block build bulk bind calculate capture change charge clear clone close complete configure confirm connect consume copy deactivate decline decrypt deploy deregister destroy detach detect disassociate disconnect discover dismiss dispatch duplicate encrypt enqueue ensure enter estimate evaluate exchange execute expire export extend extract filter finalize flag flush follow force forward grant group handle hide identify import improve increase index initiate install invalidate invoke issue join launch leave link lock log login logout lookup make manage mark match merge migrate monitor move mute notify open parse pause perform pin poll predict preview process promote provision publish purge push query rate reactivate read reassign rebuild receive record recover redeem refresh refund regenerate reject release reload rename renew reopen reorder report request reschedule reserve reset resend resize resolve restart resume retry reverse revoke rollback rotate run save scan schedule score select share sign simulate snooze sort split store submit subscribe suggest suspend swap switch sync synchronize tag terminate test toggle track transfer transform translate trigger unassign unblock undelete unfollow unlink unlock unmute unpin unpublish unregister unsubscribe upgrade upsert use vote watch write'.split(
    ' ',
  ),
);

/** The base form of a summary's first word if it is a verb: "Retrieves" is "retrieve"; undefined for other words. */
export function verbOf(word: string): string | undefined {
  const known = (one: string): boolean => readVerbs.has(one) || one in actVerbs || plainVerbs.has(one);
  const small = word.toLowerCase();
  return [
    small,
    small.replace(/s$/u, ''),
    small.replace(/es$/u, ''),
    small.replace(/ies$/u, 'y'),
    small.replace(/ing$/u, ''),
    small.replace(/ing$/u, 'e'),
  ].find(known);
}
