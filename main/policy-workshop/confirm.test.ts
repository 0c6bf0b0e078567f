import { expect, it, vi } from 'vitest';
import { createConfirmation } from './confirm.ts';

const question = { title: 'Save mine.cedar', loosened: ['“a” is gone.'] };
const saved = { state: 'saved' as const, hash: null };

function withCode() {
  let now = 0;
  const codes: string[] = [];
  const confirmation = createConfirmation(
    {
      kind: 'code',
      show(_, code) {
        codes.push(code);
        return true;
      },
    },
    () => now,
  );
  const change = vi.fn(async () => saved);
  const ask = async () => {
    const waiting = await confirmation.ask(question, change);
    if (waiting.state !== 'confirm') throw new Error('nothing waits');
    return { ...waiting, code: codes.at(-1) ?? '' };
  };
  return { confirmation, change, ask, later: (ms: number) => (now += ms) };
}

it('does nothing before the code is there, and then once', async () => {
  const { confirmation, change, ask } = withCode();
  const { id, code, loosened } = await ask();
  expect([loosened, change.mock.calls.length]).toEqual([question.loosened, 0]);
  expect(await confirmation.answer(id, `${code.slice(0, 3)} ${code.slice(3)}`)).toEqual(saved);
  expect(change).toHaveBeenCalledWith(question.loosened);
  await expect(confirmation.answer(id, code)).rejects.toMatchObject({ code: 'not_approved' });
  expect(change).toHaveBeenCalledTimes(1);
});

it('takes three tries, five minutes, and only the code that was shown last', async () => {
  const { confirmation, change, ask, later } = withCode();
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const first = await ask();
  for (let i = 0; i < 3; i++)
    await expect(confirmation.answer(first.id, wrong(first.code))).rejects.toMatchObject({ code: 'not_approved' });
  await expect(confirmation.answer(first.id, first.code)).rejects.toMatchObject({ code: 'not_approved' });
  const second = await ask();
  const third = await ask();
  await expect(confirmation.answer(second.id, second.code)).rejects.toMatchObject({ code: 'not_approved' });
  later(300_001);
  await expect(confirmation.answer(third.id, third.code)).rejects.toMatchObject({ code: 'not_approved' });
  expect(change).not.toHaveBeenCalled();
});

it.each([
  ['nobody can be asked', null],
  ['nobody reads the code', { kind: 'code' as const, show: () => false }],
  ['the person says no', { kind: 'dialog' as const, ask: async () => false }],
])('changes nothing where %s', async (_, confirmer) => {
  const change = vi.fn(async () => saved);
  await expect(createConfirmation(confirmer, () => 0).ask(question, change)).rejects.toMatchObject({
    code: 'not_approved',
  });
  expect(change).not.toHaveBeenCalled();
});

it('asks one question at a time in a dialog', async () => {
  const answer = Promise.withResolvers<boolean>();
  const confirmation = createConfirmation({ kind: 'dialog', ask: () => answer.promise }, () => 0);
  const change = vi.fn(async () => saved);
  const first = confirmation.ask(question, change);
  await expect(confirmation.ask(question, change)).rejects.toMatchObject({ code: 'not_approved' });
  answer.resolve(true);
  expect(await first).toEqual(saved);
  expect(change).toHaveBeenCalledTimes(1);
});
