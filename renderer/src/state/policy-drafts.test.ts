import { expect, it } from 'vitest';
import { draftsStore, openDraft, reduceDrafts } from './policy-drafts.ts';

it('keeps each file’s text until it is saved or thrown away', () => {
  openDraft('a.cedar', { text: 'A', baseHash: null });
  openDraft('b.cedar', { text: 'B', baseHash: 'hash' });
  expect(draftsStore.get()).toMatchObject({ tab: 'workshop', file: 'b.cedar' });
  const without = reduceDrafts(draftsStore.get(), { type: 'drop', file: 'b.cedar' });
  expect(without.drafts).toEqual({ 'a.cedar': { text: 'A', baseHash: null } });
  expect(reduceDrafts(without, { type: 'tab', tab: 'rules' })).toMatchObject({ tab: 'rules', file: 'b.cedar' });
});
