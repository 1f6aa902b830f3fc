/** How scores spread, and when people fall into two camps. */

import { describe, expect, it } from 'vitest';
import { bimodality, chosenScores, pickScore, type ScoreBin, scoresQuery, toSpreads } from '../../../src/model/scores.ts';
import { fromSearch, toSearch } from '../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

function answer(rows: readonly (readonly [string | null, string | null, number])[]): AnswerTable {
  return toTable({
    columns: [
      { name: 'scale', unit: null },
      { name: 'score', unit: null },
      { name: 'responses', unit: 'count' },
    ],
    rows,
    ...WHOLE,
  });
}

const csat = (...counts: readonly number[]) => answer(counts.map((count, at) => ['csat5', String(at + 1), count]));
const spreadOf = (table: AnswerTable) => toSpreads(table)[0];
const binsOf = (...counts: readonly number[]): ScoreBin[] => counts.map((count, at) => ({ id: String(at + 1), score: at + 1, count }));

describe('spreads of scores', () => {
  it('have every score of their scale, lowest first, and never mix scales', () => {
    const spreads = toSpreads(
      answer([
        [null, '4.5', 2],
        ['nps', '9', 3],
        ['csat5', '5', 6],
        ['csat5', '1', 2],
        [null, null, 0],
        ['own', '3', 1],
      ]),
    );
    expect(spreads.map(({ scale }) => scale)).toEqual(['csat5', 'nps', 'own', null]);
    expect(spreads[0]?.bins.map(({ id, count }) => [id, count])).toEqual([
      ['1', 2],
      ['2', 0],
      ['3', 0],
      ['4', 0],
      ['5', 6],
    ]);
    expect(spreads[0]).toMatchObject({ count: 8, mean: 4, low: 0.25, high: 0.75 });
    expect(spreads[1]?.bins).toHaveLength(11);
    expect(spreads[3]).toMatchObject({ mean: 4.5, low: Number.NaN, isPolarised: false });
  });

  it('list the scores that were given most where there are more than can be listed, not the lowest', () => {
    const many = Array.from({ length: 101 }, (_, score) => [null, String(score), score < 60 ? 1 : 10] as const);
    const spread = spreadOf(answer(many));
    expect(spread?.bins).toHaveLength(50);
    expect(spread?.bins.filter(({ score }) => score >= 60)).toHaveLength(41);
    expect(spread?.bins.map(({ score }) => score)).toEqual(spread?.bins.map(({ score }) => score).sort((one, other) => one - other));
    expect(spread?.count).toBe(470);
  });

  it('are told as a part where the answer leaves scores out; a sentiment of three decimals is told whole', () => {
    const table = answer([[null, '-0.123', 2]]);
    expect([spreadOf(table)?.isPart, spreadOf({ ...table, truncated: true })?.isPart]).toEqual([false, true]);
    expect(scoresQuery(DEFAULT_VIEW).limit).toBeGreaterThanOrEqual(2001 + 5 + 11 + 7);
  });

  it.each([
    ['two camps of one size', [40, 5, 4, 6, 45], true],
    ['two camps of unlike size', [25, 4, 3, 8, 60], true],
    ['one peak in the middle', [5, 20, 50, 20, 5], false],
    ['lopsided, though its coefficient is high', [6, 2, 2, 10, 80], false],
    ['evenly spread', [20, 20, 20, 20, 20], false],
    ['all alike', [0, 0, 0, 0, 100], false],
    ['two camps, but too few to tell', [12, 0, 0, 0, 12], false],
  ])('%s', (_, counts, isPolarised) => {
    expect(spreadOf(csat(...counts))?.isPolarised).toBe(isPolarised);
  });

  it('have the bimodality coefficient of the literature', () => {
    // Two values of equal share: skewness 0, kurtosis 1, so that the coefficient is 1 in the limit; even: 5/9; normal: 1/3.
    expect(bimodality(binsOf(5000, 0, 0, 0, 5000))).toBeCloseTo(1, 3);
    const even = Array.from({ length: 2001 }, () => 10);
    expect(bimodality(binsOf(...even))).toBeCloseTo(5 / 9, 3);
    const bell = Array.from({ length: 201 }, (_, at) => Math.round(1e6 * Math.exp(-(((at - 100) / 20) ** 2) / 2)));
    expect(bimodality(binsOf(...bell))).toBeCloseTo(1 / 3, 3);
    expect(bimodality(binsOf(0, 9))).toBeNaN();
  });
});

describe('a filter by scores', () => {
  it('names its scale, adds and takes away, and leaves nothing behind', () => {
    const five = pickScore(DEFAULT_VIEW, 'csat5', '5', false);
    expect(five.where).toEqual({ scale: ['csat5'], score: ['5'] });
    const both = pickScore(five, 'csat5', '4', true);
    expect(both.where.score).toEqual(['5', '4']);
    expect(chosenScores(both, 'nps')).toEqual([]);
    expect(pickScore(both, 'nps', '4', true).where).toEqual({ scale: ['nps'], score: ['4'] });
    expect(pickScore(five, 'csat5', '5', false).where).toEqual({});
    expect(pickScore(pickScore(both, 'csat5', '4', true), 'csat5', '5', true).where).toEqual({});
  });

  it('is not in the way of its own choices, and stands in the address', () => {
    const view = { ...pickScore(DEFAULT_VIEW, 'csat5', '5', false), scale: 'sqrt' as const };
    expect(scoresQuery(view)).toEqual(scoresQuery(DEFAULT_VIEW));
    expect(fromSearch(toSearch(view))).toEqual(view);
  });
});
