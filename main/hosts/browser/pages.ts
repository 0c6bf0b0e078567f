/** The page for someone without a session: one sentence and what to do. No scripts and no styles, whatever the policy. */
export function noSessionPage(spent: boolean): string {
  const sentence = spent
    ? 'This link to Thimble was used already, or belongs to an earlier start.'
    : 'This window has no session with Thimble.';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Thimble</title><main><h1>Thimble</h1><p>${sentence}</p><p>Run <code>npm start</code> again and open the address that it prints. If you did not use the link yourself, somebody else on this machine did.</p></main></html>`;
}
