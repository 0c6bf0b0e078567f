export { openPlugins, type PluginsOptions } from './plugins.ts';
export { withPlugins } from './sandbox.ts';
export type { Plugins } from './types.ts';
