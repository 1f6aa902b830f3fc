/** What is said of a list of people that was taken along, and of the hills that they stand on. */
import { afterEach, expect, it } from 'vitest';
import { offeredFor } from '../../../../src/model/landscape/choosing.ts';
import { setLanguage } from '../../../../src/model/language.ts';
import { exportedText, judgedText, segmentsWords } from '../../../../src/ui/segments/segmentsTexts.ts';

it('says that a list of very many has not all of them', () => {
  expect(exportedText('At-risk.csv', { rowCount: 812, truncated: false })).toBe('At-risk.csv is ready.');
  expect(exportedText('All.csv', { rowCount: 100_000, truncated: true })).toBe(
    'All.csv is ready, with the first 100,000 of them: a file has no more.',
  );
});

afterEach(() => setLanguage('en'));

it('writes what rises as its language does: nouns are large in German', () => {
  const said = (['en', 'pt', 'de'] as const).map((language) => {
    setLanguage(language);
    return segmentsWords().hill(segmentsWords().heights.revenue_at_risk ?? '')[0];
  });
  expect(said).toEqual([
    'height: revenue at risk per square',
    'altura: receita em risco por quadrado',
    'Höhe: Gefährdeter Umsatz je Quadrat',
  ]);
});

it('says of which year it is that people are judged', () => {
  expect(judgedText('2018-10-17T20:30:00Z', 'America/Sao_Paulo')).toMatch(/^judged as of 17 Oct 2018, 17:30$/);
});

it('offers to keep what nobody has kept, to delete what is kept, and the list of people, but no list in a frame', () => {
  const saved = [{ rule: 'box:lateness:2_', name: 'Late' }];
  const offered = (values: readonly (string | null)[], embed = false) => offeredFor({ where: { 'segment:rule': values }, embed }, saved);
  expect(offered(['box:lateness:4_'])).toEqual({ savable: 'box:lateness:4_', kept: null, isListed: true });
  expect(offered(['box:lateness:2_'])).toEqual({ savable: null, kept: saved[0], isListed: true });
  for (const values of [['champions'], [null], ['box:lateness:4_', null], ['box:lateness:4_', 'box:lateness:2_']])
    expect(offered(values)).toEqual({ savable: null, kept: null, isListed: true });
  expect(offered(['box:lateness:2_'], true)).toEqual({ savable: null, kept: null, isListed: false });
});
