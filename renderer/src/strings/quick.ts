/** Words of the quick command's window. */
export const quick = {
  heading: 'Quick command',
  keys: [
    { keys: ['Enter'], does: 'run' },
    { keys: ['Ctrl', 'Enter'], does: 'run and stay open' },
    { keys: ['Esc'], does: 'leave' },
  ],
  approving: [
    { keys: ['Ctrl', 'Enter'], does: 'approve, on the card' },
    { keys: ['Esc'], does: 'leave; it still waits' },
  ],
  choosing: [
    { keys: ['Enter'], does: 'use these words' },
    { keys: ['Esc'], does: 'leave' },
  ],
  waits: (count: number) => (count === 1 ? '1 approval waits' : `${count} approvals wait`),
  review: 'Review',
  notificationBody: (request: string) => `Waits for your approval. You asked: “${request}”`,
  leaving: 'Leaves in a moment. Any key keeps it open.',
} as const;
