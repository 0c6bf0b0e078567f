export { dataFolder } from './data-folder.ts';
export { openSettings, type SettingsFile } from './store.ts';
