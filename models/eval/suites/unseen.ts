import { ThimbleError } from '../../../shared/index.ts';
import { unseenTasks } from '../../data/index.ts';
import { type FunctionTask, functionTask } from '../functions/index.ts';

/**
 * Makes tasks over functions of providers that no training data is made of; the same seed and file give the same ones.
 * @param specs a file of operations of published API descriptions, JSON lines
 * @throws ThimbleError `bad_input` when there is no such file
 */
export function unseenFunctionTasks(seed: number, count: number, specs: string | null): FunctionTask[] {
  if (specs === null)
    throw new ThimbleError(
      'bad_input',
      'The unseen suite makes its tasks of other APIs’ operations, and was given none.',
      'Give them with --specs FILE.',
    );
  try {
    return [...unseenTasks(seed, count, specs)].map((row) => functionTask(row, 'unseen'));
  } catch (cause) {
    if (cause instanceof ThimbleError) throw cause;
    throw new ThimbleError('bad_input', `No tasks can be made of ${specs}.`, 'Check the file.', { cause });
  }
}
