/** What the sheet says of a file at its end is so. */
import { afterEach, expect, it } from 'vitest';
import { say, setLanguage } from '../../../../src/model/language.ts';
import { answerAsked, bringStore, closeBring, keepOpen, openBring } from '../../../../src/ui/bring/bringStore.ts';
import { BRING_TEXTS } from '../../../../src/ui/bring/bringTexts.ts';
import { endedText } from '../../../../src/ui/bring/ended.ts';
import { NOTHING } from '../../../../src/ui/bring/runImport.ts';
import { UNDO_TEXTS } from '../../../../src/ui/bring/undoTexts.ts';

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

it('one row is one, in every language', () => {
  const said = (['en', 'pt', 'de'] as const).map((language) => {
    setLanguage(language);
    const [words, before] = [say(BRING_TEXTS), say(UNDO_TEXTS)];
    return [words.places('1', '1'), words.places('1', '200'), before.sample('1', '1'), before.sample('2', '200'), before.undoneAll('1')];
  });
  expect(said).toEqual([
    [
      ...['1 of 1 row has a place', '1 of the first 200 rows has a place', '1 of 1 row would be taken'],
      ...['2 of the first 200 rows would be taken', 'Undone. The row counts no more, as if it had never been sent.'],
    ],
    [
      ...['1 de 1 linha tem um lugar', '1 das primeiras 200 linhas tem um lugar', '1 de 1 linha seria aceita'],
      ...['2 das primeiras 200 linhas seriam aceitas', 'Desfeito. A linha não conta mais, como se nunca tivesse sido enviada.'],
    ],
    [
      ...['1 von 1 Zeile hat einen Ort', '1 der ersten 200 Zeilen hat einen Ort', '1 von 1 Zeile würde angenommen'],
      ...['2 der ersten 200 Zeilen würden angenommen', 'Rückgängig gemacht. Die Zeile zählt nicht mehr, als wäre sie nie gesendet worden.'],
    ],
  ]);
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
