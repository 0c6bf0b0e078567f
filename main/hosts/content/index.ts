export { type ContentHost, securityHeaders } from './security-headers.ts';
export { type StaticFile, type StaticFiles, staticFiles } from './static-files.ts';
