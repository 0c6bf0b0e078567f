/** Read by electron-builder; the config itself lies where it is type-checked and tested. */
export { config as default } from './scripts/packaging/config.ts';
