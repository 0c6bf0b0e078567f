import type { TourStep } from '../state/tour.ts';

/** Words of the first-run tour. */
export const tour = {
  label: 'Tour',
  at: (step: number, of: number) => `Tour, step ${step} of ${of}`,
  fill: 'Put it in the box',
  done: 'Done.',
  next: 'Next',
  pass: 'Pass over this step',
  back: 'Back',
  finish: 'Finish',
  skip: 'Skip the tour',
  connections: 'Where to connect accounts',
  settings: 'Tour',
  settingsHint: 'Five short steps in the demo workspace. It stops where you leave it, also when Thimble is closed.',
  again: 'Start the tour',
  onlyDemo: 'The tour needs the demo workspace: go to Connections and use it.',
  titles: {
    read: 'Ask for something',
    ask: 'Ask for a change',
    approve: 'Read the card, then approve',
    log: 'See that it is in the log',
    undo: 'Take it back',
  } satisfies Record<TourStep, string>,
  texts: {
    read: 'Put this request in the box. While you type you see the call that it would become, and nothing is sent. Enter runs it: reading needs no approval.',
    ask: 'Put this one in the box and press Enter. It writes to Slack, so a card opens and waits for you. This is the demo workspace: no real channel hears of it.',
    approve:
      'The card says what would be sent, where each value came from and which rule asks. Change a value, look at the exact request, or press “Approve once”.',
    log: 'Open the activity and pick the newest entry. It shows the request, the decision, who approved it, and the proof that nobody changed the log since.',
    undo: 'Press “Undo” in the entry. Taking back is a call like any other: it has a card of its own. After that you know your way; your own accounts are connected in Connections.',
  } satisfies Record<TourStep, string>,
  requests: { read: 'list open pull requests in api', ask: 'tell #releases that api v2.4.0 is out' },
  openLog: 'Open the activity',
} as const;
