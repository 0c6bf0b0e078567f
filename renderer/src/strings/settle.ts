/** Words about calls of which it is not known whether they happened. */
export const settle = {
  heading: 'Check and settle',
  explained: 'Thimble does not send this again by itself. Look in the service, then say what came of it.',
  resend: 'Send again with the same key',
  resendHint:
    'The service knows this call by its key: if it was done, the first answer comes back, else it is done once. You are asked first.',
  happened: 'It happened',
  notHappened: 'It did not happen',
  settled: 'Settled',
  see: 'See what settled it',
  seeAttempt: 'See the last attempt',
  settles: 'Settles a call of unknown outcome',
  seeSettled: 'See that call',
  notice: (total: number) =>
    total === 1 ? 'It is not known whether 1 call happened' : `It is not known whether ${total} calls happened`,
  noticeDetail: 'Each was sent, but no answer came, or Thimble was stopped. Nothing is sent again by itself.',
  noticeAction: 'Check and settle',
} as const;
