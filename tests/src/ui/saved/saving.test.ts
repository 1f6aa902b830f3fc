import { expect, it } from 'vitest';
import { keepTyped, savingStore, startSaving } from '../../../../src/ui/saved/saving.ts';

it('keeps what was typed of a view while the panel is closed to look at the map, until it is saved or given up', () => {
  startSaving();
  keepTyped({ name: 'Monday', question: 'Who fell' });
  // The panel is opened again.
  startSaving();
  expect(savingStore.getState()).toEqual({ isSaving: true, typed: { name: 'Monday', question: 'Who fell' } });
  startSaving(false);
  expect(savingStore.getState()).toEqual({ isSaving: false, typed: { name: '', question: '' } });
});
