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
  fromLink: 'These words came from a link',
  fromLinkDetail:
    'Whoever made the link wrote them, not you. Nothing has been looked up. Press Enter only if you want just that.',
  notificationBody: (request: string) => `Waits for your approval. You asked: “${request}”`,
  leaving: 'Leaves in a moment. Any key keeps it open.',
} as const;
