/** Words for pausing. */
export const paused = {
  title: 'Thimble is paused',
  detail: 'Nothing new runs and nothing is looked up. What waits for your approval still waits.',
  resume: 'Resume',
} as const;
