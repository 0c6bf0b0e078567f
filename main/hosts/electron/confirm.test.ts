import { expect, it, vi } from 'vitest';
import { dialogConfirmer } from './confirm.ts';

const question = { title: 'Save mine.cedar', loosened: ['“a” is gone, which asked: A.'] };

it.each([
  [0, false],
  [1, true],
])('answer %s of the dialog is %s', async (response, yes) => {
  const showMessageBox = vi.fn(async () => ({ response, checkboxChecked: false }));
  const confirmer = dialogConfirmer({ showMessageBox });
  expect(confirmer.kind === 'dialog' && (await confirmer.ask(question))).toBe(yes);
  expect(showMessageBox).toHaveBeenCalledWith(
    expect.objectContaining({
      message: expect.stringContaining('Save mine.cedar'),
      detail: '• “a” is gone, which asked: A.',
      defaultId: 0,
      cancelId: 0,
    }),
  );
});
