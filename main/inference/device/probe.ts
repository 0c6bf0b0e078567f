import { jobSchema } from './job.ts';
import { tryFolder } from './trial.ts';

/** A process of its own that tries one setting: a provider's driver may bring down the process that it runs in. */

const { dir, setting } = jobSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
const trial = await tryFolder(dir, setting).catch((thrown: unknown) => ({
  problem: `it cannot be opened: ${(thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]}`,
}));
// Not the end of the script but of the process: some drivers keep threads alive.
process.stdout.write(`\n${JSON.stringify(trial)}\n`, () => process.exit(0));
