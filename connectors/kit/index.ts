export * from './direct-api.ts';
export * from './emulator.ts';
export * from './kinds.ts';
export * from './manifest.ts';
export * from './model-schema.ts';
export * from './tool.ts';
