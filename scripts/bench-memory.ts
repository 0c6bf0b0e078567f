import { loadNeedle } from '../main/inference/index.ts';

/** Prints what loading the model adds to a process that has all code loaded. Run with --expose-gc. */
const settle = async (): Promise<number> => {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 100));
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
};

const before = await settle();
const model = await loadNeedle({ dir: 'models/needle' });
const after = await settle();
console.log(`${(after - before).toFixed(0)} MB`);
await model.close();
