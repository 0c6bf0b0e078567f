import type { Command } from 'commander';
import { maxReplay, routes, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { call } from './client.ts';
import { forgetLearned, listLearned } from './learned-commands.ts';
import { type Agreement, checkFile, exportPolicies, importPolicies, replayFile } from './policy-commands.ts';
import { endLines, line, stepLines } from './print.ts';

type WithApp = (work: (thimble: Thimble) => Promise<number>) => Promise<void>;

/** Adds `thimble policy …`. @param agreement where `--yes` is kept for the confirmer */
export function addPolicyCommands(program: Command, withApp: WithApp, agreement: Agreement): void {
  const policy = program
    .command('policy')
    .description('ask the policies, try and move your own, see those made on cards');
  policy
    .command('learned')
    .description('the rules that you made on cards')
    .action(() => withApp(listLearned));
  policy
    .command('forget')
    .argument('<id>')
    .description('remove one of them: such calls ask again')
    .action((id: string) => withApp((thimble) => forgetLearned(thimble, id)));
  policy
    .command('check')
    .argument('<request...>')
    .option('--json', 'as JSON', false)
    .description('what the policies would say of a request')
    .action((words: string[], options: { json: boolean }) =>
      withApp(async (thimble) => {
        const { run, decision } = await call(thimble, routes.policy.check, { request: words.join(' ') });
        if (options.json) console.log(JSON.stringify({ run, decision }, null, 2));
        else {
          for (const text of [...run.steps.flatMap(stepLines), ...endLines(run)]) console.log(text);
          if (run.question) console.log(line(run.question.text));
        }
        return decision ? 0 : 2;
      }),
    );
  policy
    .command('check-file')
    .argument('<file>', 'a .cedar file')
    .description('whether a file of rules could be saved among your own')
    .action((file: string) => withApp((thimble) => checkFile(thimble, file)));
  policy
    .command('replay')
    .argument('<file>', 'a .cedar file')
    .option('--limit <n>', 'how many of the latest decisions', '1000')
    .description('which logged calls would be decided otherwise with a file among your own')
    .action((file: string, options: { limit: string }) =>
      withApp((thimble) => {
        const limit = Number(options.limit);
        if (!Number.isInteger(limit) || limit < 1 || limit > maxReplay)
          throw new ThimbleError('bad_input', `--limit is a number from 1 to ${maxReplay}.`, 'The default is 1000.');
        return replayFile(thimble, file, limit);
      }),
    );
  policy
    .command('export')
    .option('--out <file>', 'where to write; standard output unless given')
    .description('your own rules and cases as one file')
    .action((options: { out?: string }) => withApp((thimble) => exportPolicies(thimble, options.out)));
  policy
    .command('import')
    .argument('<file>', 'what export wrote')
    .option('--yes', 'you have read what changes and what it loosens', false)
    .description('take rules and cases over, after showing what changes')
    .action((file: string, options: { yes: boolean }) => {
      agreement.yes = options.yes;
      return withApp((thimble) => importPolicies(thimble, file, agreement));
    });
}
