/** The name of what removes texts, in the log. No plug-in may be called `thimble`, so that none can write such entries. */
export const pruneTool = 'thimble.audit.prune';
