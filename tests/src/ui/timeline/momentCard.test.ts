import { expect, it } from 'vitest';
import { momentsTitle } from '../../../../src/ui/timeline/MomentCard.tsx';

it('a card on the timeline says what stands there: a note is no announcement', () => {
  const moment = (id: string, author: string | null) => ({ id, ms: 0, text: id, place: null, author });
  expect(momentsTitle([moment('note-1', 'Ana')])).toBe('Note');
  expect(momentsTitle([moment('7', null)])).toBe('Announced');
  expect(momentsTitle([moment('note-1', 'Ana'), moment('7', null)])).toBe('2 at this time');
});
