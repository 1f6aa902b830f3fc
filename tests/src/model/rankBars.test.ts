import { describe, expect, it } from 'vitest';
import { type ColumnOptions, toColumns } from '../../../src/model/columns.ts';
import { toColourMeasure, toHeightMeasure } from '../../../src/model/measure.ts';
import { rankKey, rankPlaces } from '../../../src/model/rankBars.ts';
import { net, share } from '../../../src/protocol/interval.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const info = { formula: '', fold: 'additive', interval: true, better: 'higher', sums: true } as const;
const ids = ['AR', 'BR', 'CL', 'PE', 'UY'];
const options: ColumnOptions = {
  height: toHeightMeasure({ ...info, id: 'csat', label: 'Satisfied', unit: '%' }),
  colour: toColourMeasure({ ...info, id: 'csat', label: 'Satisfied', unit: '%' }),
  theme: 'dark',
  stale: false,
  anchorOf: (place) => (ids.includes(place.id) ? [0, ids.indexOf(place.id)] : undefined),
};

function answer(rows: readonly (readonly [id: string | null, revenue: number, cases: number, n: number])[]) {
  const unit = '%';
  const rate = ['csat', 'csat.n', 'csat.low', 'csat.high'].map((name) => ({ name, unit: name === 'csat.n' ? 'count' : unit }));
  return toTable({
    columns: [{ name: 'country', unit: null }, { name: 'revenue', unit: 'USD' }, ...rate],
    rows: rows.map(([id, revenue, cases, n]) => {
      const measured = n === 0 ? { value: null, low: null, high: null } : share(cases, n);
      return [id, revenue, measured.value, n, measured.low, measured.high];
    }),
    ...WHOLE,
  });
}

const table = answer([
  ['AR', 40, 3, 3],
  ['BR', 900, 850, 1000],
  ['CL', 40, 60, 100],
  ['PE', 7, 0, 0],
  [null, 5, 5, 5],
]);
const picture = toColumns(table, 'country', options, null);
const order = (metric: string) => rankPlaces(picture, table, metric).rows.map(({ slot }) => picture.layout.places[slot]?.id);

describe('ranked places', () => {
  it('stand by the lower bound of a rate: three happy answers do not lead over a thousand', () => {
    const { byLowerBound, rows } = rankPlaces(picture, table, 'csat');
    expect(byLowerBound).toBe(true);
    expect(order('csat')).toEqual(['BR', 'CL', 'AR']);
    expect(rows.map(({ n }) => n)).toEqual([1000, 100, 3]);
    expect(rows[2]?.value).toBe(100);
  });

  it('stand by what so many answers can tell of a net score, also where all of them agree', () => {
    const columns = ['nps', 'nps.n', 'nps.low', 'nps.high'].map((name) => ({ name, unit: name === 'nps.n' ? 'count' : 'points' }));
    const scores = [
      ['AR', net(1, 0, 1)],
      ['BR', net(600, 100, 1000)],
      ['CL', net(60, 0, 60)],
    ] as const;
    const asked = toTable({
      ...WHOLE,
      columns: [{ name: 'country', unit: null }, ...columns],
      rows: scores.map(([id, { value, n, low, high }]) => [id, value, n, low, high]),
    });
    const drawn = toColumns(
      asked,
      'country',
      { ...options, height: toHeightMeasure({ ...info, id: 'nps', label: 'NPS', unit: 'points' }) },
      null,
    );
    const { rows } = rankPlaces(drawn, asked, 'nps');
    expect(rows.map(({ slot }) => drawn.layout.places[slot]?.id)).toEqual(['CL', 'BR', 'AR']);
    // The line through the bar of one answer is as long as the words beside it say.
    expect([rows[2]?.low.toFixed(1), rows[2]?.high]).toEqual(['-58.7', 100]);
  });

  it('stand by the value of an amount, and share a rank where they share it', () => {
    const { byLowerBound, rows } = rankPlaces(picture, table, 'revenue');
    expect(byLowerBound).toBe(false);
    expect(order('revenue')).toEqual(['BR', 'AR', 'CL', 'PE']);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
  });

  it('leave out a place that has gone from the answer', () => {
    const next = answer([
      ['BR', 1, 1, 1],
      ['CL', 2, 1, 1],
      ['UY', 3, 1, 1],
    ]);
    const after = toColumns(next, 'country', options, picture);
    expect(rankPlaces(after, next, 'revenue').rows.map(({ slot }) => after.layout.places[slot]?.id)).toEqual(['UY', 'CL', 'BR']);
  });

  it('are told apart, also a city under two regions and a customer in two hexagons', () => {
    const city = { level: 'city', id: 'geonames:1', country: 'BR' } as const;
    const customer = { level: 'customer', id: 'ana', country: null, region: null } as const;
    const places = [
      { ...city, region: 'BR-SP' },
      { ...city, region: 'BR-RJ' },
      { ...city, region: null },
      { ...customer, cell: '87a' },
      { ...customer, cell: '87b' },
    ];
    expect(new Set(places.map(rankKey)).size).toBe(places.length);
    expect(rankKey({ ...city, region: 'BR-SP' })).toBe(rankKey({ ...city, region: 'BR-SP' }));
  });
});
