export { type CodeTerminal, terminalCode } from './confirm.ts';
export { handOver } from './instance.ts';
export { type OpenWindowOptions, type OpenWindowResult, openWindow } from './open-window.ts';
export { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './start.ts';
export { type BrowserWindows, createBrowserWindows } from './windows.ts';
