/** What is said of a list of people that was taken along. */
import { expect, it } from 'vitest';
import { exportedText } from '../../../../src/ui/segments/segmentsTexts.ts';

it('says that a list of very many has not all of them', () => {
  expect(exportedText('At-risk.csv', { rowCount: 812, truncated: false })).toBe('At-risk.csv is ready.');
  expect(exportedText('All.csv', { rowCount: 100_000, truncated: true })).toBe(
    'All.csv is ready, with the first 100,000 of them: a file has no more.',
  );
});
