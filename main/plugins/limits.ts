/** Largest files of a plug-in, in bytes. */
export const maxManifestBytes = 64 * 1024;
export const maxScriptBytes = 512 * 1024;

/** The two files of a plug-in's folder. */
export const manifestFile = 'thimble.json';
export const scriptFile = 'connector.js';
