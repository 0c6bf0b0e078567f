export { type OpenWindowOptions, type OpenWindowResult, openWindow } from './open-window.ts';
export { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './start.ts';
