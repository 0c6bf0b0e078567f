/** Longest JSON text, in characters, that connector code may send or give back. */
export const maxGuestText = 1_000_000;
/** Most requests that one call may make. */
export const maxSends = 64;
