export { type FindBrowserOptions, findBrowser } from './find-browser.ts';
