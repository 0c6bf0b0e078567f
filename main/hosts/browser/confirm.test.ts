import { expect, it } from 'vitest';
import { terminalCode } from './confirm.ts';

const question = { title: 'Save mine.cedar', loosened: Array.from({ length: 20 }, (_, i) => `“r${i}” is gone.`) };

it('shows what is loosened and the code, where somebody sees it', () => {
  let shown = '';
  const write = (text: string) => {
    shown += text;
  };
  const confirmer = terminalCode({ isTTY: true, write });
  expect(confirmer.kind === 'code' && confirmer.show(question, '012345')).toBe(true);
  expect(shown).toContain('Save mine.cedar loosens your rules');
  expect(shown).toContain('and 8 more');
  expect(shown).toContain('012345');
  shown = '';
  const nowhere = terminalCode({ write });
  expect(nowhere.kind === 'code' && nowhere.show(question, '012345')).toBe(false);
  expect(shown).toBe('');
});
