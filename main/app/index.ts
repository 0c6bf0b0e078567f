export { type ComposeOptions, type Composition, compose } from './compose.ts';
export { makeDataFolder } from './data.ts';
export { createDeviceChooser, type DeviceChooser } from './devices.ts';
export { keepTexts } from './keep-texts.ts';
export type { Model } from './model.ts';
export { createServices } from './services.ts';
