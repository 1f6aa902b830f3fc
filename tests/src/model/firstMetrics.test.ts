/** What a first picture and the strip show of a contact centre: surveys, calls and leavers, and no orders at all. */
import { describe, expect, it } from 'vitest';
import { candidateMetrics, chooseMetrics, emptyMetrics, stripMetrics } from '../../../src/model/firstMetrics.ts';
import { KPI_METRICS } from '../../../src/model/viewQueries.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import type { Cell } from '../../../src/protocol/query.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const known = ['revenue', 'orders', 'customers', 'csat', 'nps', 'contacts', 'aov', 'repeat_rate'].concat([
  'csat_mean',
  'ces',
  'fcr',
  'aht',
  'churned',
  'responses',
  'events',
]);

/** An ungrouped answer: what is not named is nothing. */
function totals(figures: Readonly<Record<string, Cell>>) {
  const rates = ['csat', 'nps', 'fcr', 'repeat_rate'];
  const names = known.flatMap((id) => (rates.includes(id) ? [id, `${id}.n`] : [id]));
  const columns = names.map((name) => ({ name, unit: name.endsWith('.n') ? 'count' : 'x' }));
  return toTable({ ...WHOLE, columns, rows: [names.map((name) => figures[name] ?? (name.endsWith('.n') ? 0 : null))] });
}
const stripOf = (figures: Readonly<Record<string, Cell>>) => stripMetrics(known, emptyMetrics(totals(figures), known));

describe('a contact centre without orders', () => {
  const heard = { customers: 900, csat: 71, 'csat.n': 800, contacts: 1200, ces: 5.1, aht: 240, responses: 950, events: 3000 };

  it('has in its strip what it measures, in the places of what it does not', () => {
    expect(stripOf(heard)).toEqual(['customers', 'csat', 'contacts', 'ces', 'aht', 'responses']);
    expect(stripOf({ ...heard, ces: null, churned: 12 })).toEqual(['customers', 'csat', 'contacts', 'aht', 'churned', 'responses']);
    expect(stripOf({})).toEqual(KPI_METRICS);
  });

  it('leaves the strip of a shop as it is', () => {
    const sold = { revenue: 10, orders: 2, aov: 5, 'repeat_rate.n': 1, repeat_rate: 0 };
    expect(stripOf({ ...heard, ...sold })).toEqual(['revenue', 'orders', 'customers', 'csat', 'contacts', 'aov']);
  });

  it('is coloured by no resolution at first contact where no call says whether it was resolved', () => {
    const calls = { contacts: 1200, customers: 900, events: 1200, 'fcr.n': 1200 };
    const first = (fcr: number) => chooseMetrics(DEFAULT_VIEW, totals({ ...calls, fcr }));
    expect(first(0)).toMatchObject({ height: 'contacts', colour: 'customers' });
    expect(first(64)).toMatchObject({ height: 'contacts', colour: 'fcr' });
  });

  it('is asked for all of these before a first picture', () => {
    expect(candidateMetrics(known)).toEqual(expect.arrayContaining(['ces', 'aht', 'churned', 'responses', 'fcr']));
  });
});
