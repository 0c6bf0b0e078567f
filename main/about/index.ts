export { type DiagnosticsInput, diagnosticsText } from './diagnostics.ts';
export { readNotices } from './notices.ts';
