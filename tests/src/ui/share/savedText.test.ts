/** What is said of a table that was saved as a file. */
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { savedText } from '../../../../src/ui/share/entryTexts.ts';

afterEach(() => setLanguage('en'));

it('says of a table of very many places that it has not all of them', () => {
  expect(savedText('orrery.csv', { rowCount: 812, truncated: false })).toBe('orrery.csv is ready');
  const cut = (['en', 'pt', 'de'] as const).map((language) => {
    setLanguage(language);
    return savedText('orrery.csv', { rowCount: 20_000, truncated: true });
  });
  expect(cut).toEqual([
    'orrery.csv is ready, with the 20,000 largest rows only',
    'orrery.csv está pronto, só com as 20.000 maiores linhas',
    'orrery.csv ist fertig, nur mit den 20.000 größten Zeilen',
  ]);
});
