import { expect, it } from 'vitest';
import { keepWritten, writeNote, writingStore } from '../../../../src/ui/notes/writing.ts';

it('what is written of a note is kept while the panel closes or another place is looked at, until it is sent or given up', () => {
  writeNote();
  keepWritten('Port closed');
  writeNote();
  expect(writingStore.getState()).toEqual({ isWriting: true, text: 'Port closed' });
  writeNote(false);
  expect(writingStore.getState()).toEqual({ isWriting: false, text: '' });
});
