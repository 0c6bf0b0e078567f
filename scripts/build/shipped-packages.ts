/**
 * Packages that stay packages beside the bundled main process: they bring native files or WebAssembly that they find
 * from where they lie. The packaging config ships these and no others.
 */
export const shippedPackages = ['onnxruntime-node', '@cedar-policy/cedar-wasm', '@napi-rs/keyring', 'keytar'] as const;
