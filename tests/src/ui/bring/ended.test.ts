/** What the sheet says of a file at its end is so. */
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { answerAsked, bringStore, closeBring, keepOpen, openBring } from '../../../../src/ui/bring/bringStore.ts';
import { endedText } from '../../../../src/ui/bring/ended.ts';
import { NOTHING } from '../../../../src/ui/bring/runImport.ts';

afterEach(() => setLanguage('en'));

const said = (stage: 'done' | 'stopped' | 'refused', counts: object) =>
  endedText({ stage, tally: { ...NOTHING, ...counts }, problem: 'Failed to fetch' });

it('a file of which no row was taken is not in', () => {
  expect(said('done', { accepted: 1, rejected: 9 })).toBe('The file is in.');
  expect(said('done', { duplicates: 9, rejected: 1 })).toBe('The file is in.');
  expect(said('done', { rejected: 9 })).toBe('No row of the file was taken.');
  setLanguage('de');
  expect(said('done', { rejected: 9 })).toBe('Keine Zeile der Datei wurde angenommen.');
});

it('a file that could not be read to its end, or a server out of reach, is no refusal of the server', () => {
  expect(said('refused', {})).toMatch(/^Sending broke off: Failed to fetch\./);
});

it('files that were dropped together with the one that is brought are counted, also where the reader was asked first', () => {
  const [one, other] = [new File(['a'], 'a.csv'), new File(['b'], 'b.csv')];
  openBring(one, 2);
  expect(bringStore.getState()).toMatchObject({ file: one, others: 2 });
  keepOpen(() => {});
  openBring(other, 1);
  expect(bringStore.getState()).toMatchObject({ file: one, others: 2 });
  answerAsked(true);
  expect(bringStore.getState()).toMatchObject({ file: other, others: 1 });
  openBring(one);
  expect(bringStore.getState().others).toBe(0);
  closeBring();
});
