export { type NeedleServer, type ServeOptions, startNeedleServer } from './start.ts';
export { newToken, tokenInFile } from './token.ts';
