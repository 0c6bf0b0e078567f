import type { Command } from 'commander';
import { Option } from 'commander';
import { type AuditFormat, auditFormatSchema, routes, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { verifyBundleCommand } from './audit-bundle.ts';
import { exportTo } from './audit-export.ts';
import { pruneCommand } from './audit-prune.ts';
import { call } from './client.ts';
import { auditDetailLines, auditLine, verifyLines } from './print.ts';
import { showProgress } from './progress.ts';

type WithApp = (work: (thimble: Thimble) => Promise<number>) => Promise<void>;

const print = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

async function verifyCommand(thimble: Thimble): Promise<number> {
  const progress = showProgress(thimble, 'audit.verify_progress', 'records checked');
  const report = await call(thimble, routes.audit.verify, {}).finally(progress.end);
  const { fingerprint } = await call(thimble, routes.audit.state, {});
  print([...verifyLines(report), `The log's key is ${fingerprint}.`]);
  return report.ok ? 0 : 1;
}

/**
 * Adds `thimble audit …`.
 * @param withoutApp does what needs neither the app nor its data
 */
export function addAuditCommands(
  program: Command,
  withApp: WithApp,
  withoutApp: (work: () => Promise<number>) => Promise<void>,
): void {
  const audit = program.command('audit').description('read and prove the log of calls');

  audit
    .command('list', { isDefault: true })
    .option('--query <text>', 'full text')
    .option('--limit <n>', 'how many', '20')
    .option('--lookups', 'also the reads that resolvers made', false)
    .option('--json', 'as JSON', false)
    .action((options: { query?: string; limit: string; lookups: boolean; json: boolean }) =>
      withApp(async (thimble) => {
        const limit = Number(options.limit);
        if (!Number.isInteger(limit) || limit < 1 || limit > 200)
          throw new ThimbleError(
            'bad_input',
            '--limit is a number from 1 to 200.',
            'For everything, use `thimble audit export`.',
          );
        const page = await call(thimble, routes.audit.list, {
          filter: { ...(options.query ? { query: options.query } : {}), ...(options.lookups ? { lookups: true } : {}) },
          limit,
        });
        if (options.json) console.log(JSON.stringify(page.entries, null, 2));
        else if (page.entries.length === 0) console.log('No entries.');
        else print(page.entries.map(auditLine));
        return 0;
      }),
    );

  audit
    .command('show')
    .argument('<id>')
    .option('--json', 'as JSON', false)
    .action((id: string, options: { json: boolean }) =>
      withApp(async (thimble) => {
        const entry = await call(thimble, routes.audit.show, { id });
        if (options.json) console.log(JSON.stringify(entry, null, 2));
        else print(auditDetailLines(entry));
        return 0;
      }),
    );

  audit
    .command('verify')
    .argument('[file]', 'an exported bundle, which is checked by itself; the log of this machine unless given')
    .option('--key <fingerprint>', 'the key that must have signed the file, as Settings shows it')
    .description('recompute the whole log, or check an exported bundle')
    .action((file: string | undefined, { key }: { key?: string }) =>
      file === undefined ? withApp(verifyCommand) : withoutApp(() => verifyBundleCommand(file, key)),
    );

  audit
    .command('prune')
    .requiredOption('--before <date>', 'YYYY-MM-DD: entries begun before this day, by UTC')
    .option('--yes', 'remove them; without it, only what would be removed is said', false)
    .description('remove old texts from the log for good; proofs stay')
    .action((options: { before: string; yes: boolean }) =>
      withApp((thimble) => pruneCommand(thimble, options.before, options.yes)),
    );

  audit
    .command('export')
    .option('--out <file>', 'where to write; standard output unless given')
    .addOption(
      new Option('--format <format>', 'all fields, a table, or what proves itself without the log')
        .choices(auditFormatSchema.options)
        .default('bundle'),
    )
    .description('write the whole log out')
    .action((options: { out?: string; format: AuditFormat }) =>
      withApp((thimble) => exportTo(thimble, { filter: { lookups: true }, format: options.format }, options.out)),
    );
}
