import type { Configuration } from 'electron-builder';
import { shippedPackages } from '../build/shipped-packages.ts';
import { fuses } from './fuses.ts';

const notNeededAtRunTime = [
  '!**/*.{map,ts,mts,cts,tsx,flow}',
  '!**/{test,tests,__tests__,docs,example,examples,.github}/**',
  '!node_modules/onnxruntime-node/{script,lib}/**',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own macro, for the platform being packed
  '!node_modules/onnxruntime-node/bin/napi-v6/!(${platform})/**',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own macro, for the architecture
  '!node_modules/onnxruntime-node/bin/napi-v6/*/!(${arch})/**',
  '!node_modules/onnxruntime-common/dist/esm/**',
  '!node_modules/@cedar-policy/cedar-wasm/{esm,web}/**',
  '!node_modules/keytar/{src,build/!(Release)}/**',
];

/**
 * What goes into a packaged app. In the archive: the three bundles and the few packages that cannot be bundled. Beside
 * it, because plain Node cannot read an archive: the sandbox's Node and scripts, the model and the policies.
 */
export const config: Configuration = {
  appId: 'app.thimble.desktop',
  productName: 'Thimble',
  copyright: 'The Thimble authors',
  directories: { output: 'release' },
  files: [
    'package.json',
    'dist/electron/**',
    'dist/preload/**',
    'dist/renderer/**',
    '!node_modules/**',
    ...shippedPackages.map((name) => `node_modules/${name}/**`),
    'node_modules/@napi-rs/keyring-*/**',
    'node_modules/onnxruntime-common/**',
    ...notNeededAtRunTime,
  ],
  // Gathered by stage.ts, which notes their hashes.
  extraResources: [{ from: 'dist/resources', to: '.' }],
  asar: true,
  asarUnpack: ['**/*.{node,dll,dylib}', '**/*.so*'],
  npmRebuild: false,
  electronLanguages: ['en-US'],
  electronFuses: fuses('release'),
  publish: null,
  protocols: [{ name: 'Thimble', schemes: ['thimble'] }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own macros
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  mac: {
    category: 'public.app-category.productivity',
    icon: 'main/hosts/electron/assets/icon.png',
    target: ['dmg', 'zip'],
    hardenedRuntime: true,
    minimumSystemVersion: '13.0',
    entitlements: 'scripts/packaging/entitlements.mac.plist',
    entitlementsInherit: 'scripts/packaging/entitlements.mac.plist',
    binaries: ['Contents/Resources/runtime/node'],
  },
  win: { icon: 'main/hosts/electron/assets/icon.png', target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  linux: {
    category: 'Utility',
    icon: 'main/hosts/electron/assets/icon.png',
    synopsis: 'Guarded, logged API calls from plain words',
    maintainer: 'The Thimble authors',
    target: ['AppImage', 'deb'],
  },
};
