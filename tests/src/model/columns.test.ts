import { describe, expect, it } from 'vitest';
import { type ColumnOptions, MARK, tallestSlots, toColumns } from '../../../src/model/columns.ts';
import { type AnchorOf, layOut, slotOfPlace } from '../../../src/model/layout.ts';
import { toColourMeasure, toHeightMeasure } from '../../../src/model/measure.ts';
import type { PlaceRef } from '../../../src/model/place.ts';
import { largestPlaced, levelOfTable, metricValues, placeName } from '../../../src/model/reading.ts';
import { tellOrigin } from '../../../src/protocol/rowOrigin.ts';
import type { AnswerTable } from '../../../src/protocol/table.ts';
import { tableOf } from './tableOf.ts';

const info = { formula: '', fold: 'additive', interval: true, better: 'higher', sums: true } as const;
const ANCHORS: Readonly<Record<string, readonly [number, number]>> = { US: [-99, 39], BR: [-53, -11], FR: [2, 46], 'BR-SP': [-48, -22] };
const anchorOf: AnchorOf = (place) => ANCHORS[place.id];
const options: ColumnOptions = {
  height: toHeightMeasure({ ...info, id: 'revenue', label: 'Revenue', unit: 'USD' }),
  colour: toColourMeasure({ ...info, id: 'csat', label: 'Satisfied', unit: '%' }),
  theme: 'dark',
  stale: false,
  anchorOf,
};
const country = (id: string): PlaceRef => ({ level: 'country', id, country: id, region: null });
const draw = (table: AnswerTable, previous: ReturnType<typeof toColumns> | null = null) => toColumns(table, 'country', options, previous);

describe('reading an answer', () => {
  it('knows the level by what it is grouped by', () => {
    expect(levelOfTable(tableOf([['US', 1, 80, 40]]))).toBe('country');
    expect(levelOfTable(tableOf([['US', 'US-CA', 1, 80, 40]]))).toBe('region');
    expect(levelOfTable(tableOf([['US', 'US-CA', 'geonames:1', 1, 80, 40]]))).toBe('city');
    expect(levelOfTable({ ...tableOf([['US', 1, 80, 40]]), columns: [{ name: 'channel', unit: null }] })).toBeNull();
    expect(levelOfTable({ ...tableOf([['US', 1, 80, 40]]), columns: [{ name: 'revenue', unit: 'USD' }] })).toBeNull();
  });

  it('finds a metric by its name, after the dimensions', () => {
    expect(metricValues(tableOf([['US', 'US-CA', 7, 80, 40]]), 'csat.n')?.[0]).toBe(40);
    expect(metricValues(tableOf([['US', 7, 80, 40]]), 'nps')).toBeUndefined();
  });

  it('names a place as the answer does, else a country as the browser does', () => {
    const table = tableOf([['US', 7, 80, 40]], { country: { US: 'United States' } });
    expect(placeName(table, country('US'))).toBe('United States');
    expect(placeName(table, country('BR'))).toBe('Brazil');
  });

  it('leaves the placeless out of the scale', () => {
    const table = tableOf([
      ['US', 7, 80, 40],
      [null, 900, 80, 40],
    ]);
    expect(largestPlaced(table, 'country', 'revenue')).toBe(7);
  });
});

describe('columns', () => {
  it('stand at their places, tallest first, zero-based', () => {
    const picture = draw(
      tableOf([
        ['BR', 50, 80, 40],
        ['US', 200, 80, 40],
      ]),
    );
    expect([...picture.layout.positions]).toEqual([-53, -11, 0, -99, 39, 0]);
    expect([...picture.shares]).toEqual([0.25, 1]);
    expect(tallestSlots(picture, 10)).toEqual([1, 0]);
    expect(tallestSlots(picture, 1)).toEqual([1]);
    expect(picture.reference).toBe(200);
  });

  it('leave out what stands nowhere: no id, no known position', () => {
    const picture = draw(
      tableOf([
        ['US', 200, 80, 40],
        [null, 70, 80, 40],
        ['XX', 30, 80, 40],
      ]),
    );
    expect(picture.layout.places.map((place) => place.id)).toEqual(['US']);
    expect([...picture.laid.slots]).toEqual([0, -1, -1]);
  });

  it('tell certain, uncertain, zero and unknown apart', () => {
    const picture = draw(
      tableOf([
        ['US', 200, 80, 40],
        ['BR', 100, 80, 5],
        ['FR', 0, null, 0],
      ]),
    );
    expect([...picture.marks]).toEqual([MARK.solid, MARK.uncertain, MARK.zero]);
    const unknown = draw(tableOf([['US', null, 80, 40]]));
    expect([...unknown.marks]).toEqual([MARK.unknown]);
    expect([...draw(tableOf([['US', 7, 80, 40]]), unknown).marks]).toEqual([MARK.solid]);
    expect(tallestSlots(unknown, 10)).toEqual([]);
    expect(unknown.reference).toBe(0);
  });

  it('tell what is below zero, and what is withheld, from zero and from unknown', () => {
    expect([...draw(tableOf([['US', -5, 80, 40]])).marks]).toEqual([MARK.below]);
    const table = tableOf([
      ['US', null, null, null],
      ['BR', null, null, 0],
      ['FR', 3, 80, 40],
    ]);
    expect([...draw({ ...table, suppressed: 1 }).marks]).toEqual([MARK.withheld, MARK.unknown, MARK.solid]);
    expect([...draw(table).marks]).toEqual([MARK.unknown, MARK.unknown, MARK.solid]);
  });

  it('stand by the square root of their values only when that is chosen, and from zero then too', () => {
    const table = tableOf([
      ['US', 100, 80, 40],
      ['BR', 25, 80, 40],
      ['FR', 0, 80, 40],
    ]);
    const shares = (scale: 'linear' | 'sqrt') => [...toColumns(table, 'country', { ...options, scale }, null).shares];
    expect(shares('linear')).toEqual([1, 0.25, 0]);
    expect(shares('sqrt')).toEqual([1, 0.5, 0]);
  });

  it('keep the layout when only values change, whatever the order of the rows', () => {
    const before = draw(
      tableOf([
        ['US', 200, 80, 40],
        ['BR', 100, 80, 40],
      ]),
    );
    const after = draw(
      tableOf([
        ['BR', 150, 60, 40],
        ['US', 300, 80, 40],
      ]),
      before,
    );
    expect(after.layout).toBe(before.layout);
    expect(after.layout.positions).toBe(before.layout.positions);
    expect([...after.figures.heights]).toEqual([300, 150]);
  });

  it('stand where the rows stood that an answer has taken from the one before', () => {
    const marked = (table: AnswerTable) => ({ ...table, rows: {} });
    const all = marked(
      tableOf([
        ['US', 200, 80, 40],
        ['BR', 100, 80, 40],
        ['FR', 50, 80, 40],
      ]),
    );
    const filtered = marked(
      tableOf([
        ['FR', 40, 60, 40],
        ['US', 120, 70, 40],
      ]),
    );
    const before = draw(all);
    tellOrigin(filtered.rows, { rows: all.rows, picks: Int32Array.of(2, 0) });
    const after = draw(filtered, before);
    expect(after.layout).toBe(before.layout);
    expect([...after.figures.heights]).toEqual([120, Number.NaN, 40]);
    // What was taken from other rows than those that stand is looked up.
    tellOrigin(filtered.rows, { rows: {}, picks: Int32Array.of(0, 0) });
    expect([...draw(filtered, before).figures.heights]).toEqual([120, Number.NaN, 40]);
  });

  it('are looked for where rows may stand alone: not before the first, which takes as long as a name', () => {
    const { laid } = draw(
      tableOf([
        ['US', 200, 80, 40],
        ['BR', 100, 80, 40],
      ]),
    );
    const asked: string[] = [];
    const places = new Proxy(laid.layout.places, {
      get(all, name, self) {
        asked.push(String(name));
        return Reflect.get(all, name, self);
      },
    });
    const more = tableOf([
      ['US', 200, 80, 40],
      ['BR', 100, 80, 40],
      ['FR', 50, 80, 40],
    ]);
    expect([...layOut(more, 'country', anchorOf, { ...laid, layout: { ...laid.layout, places } }).rows]).toEqual([0, 1, 2]);
    expect(asked).not.toContain('-1');
  });

  it('are not those of another set of territories, though they have the same ids', () => {
    const set = (name: string, at: number) => {
      const table = tableOf([['north', 200, 80, 40]]);
      const columns = table.columns.map((column) => (column.name === 'country' ? { ...column, name: `territory:${name}` } : column));
      return { table: { ...table, columns }, anchorOf: () => [at, 20] as const };
    };
    const [sales, service] = [set('sales', 10), set('service', 50)];
    const before = toColumns(sales.table, 'territory', { ...options, anchorOf: sales.anchorOf }, null);
    const after = toColumns(service.table, 'territory', { ...options, anchorOf: service.anchorOf }, before);
    expect([after.layout.places[0]?.set, ...after.layout.positions]).toEqual(['service', 50, 20, 0]);
    expect(toColumns(service.table, 'territory', { ...options, anchorOf: service.anchorOf }, after).layout).toBe(after.layout);
  });

  it('add a new place behind the known ones', () => {
    const before = draw(tableOf([['US', 200, 80, 40]]));
    const after = draw(
      tableOf([
        ['FR', 20, 80, 40],
        ['US', 200, 80, 40],
      ]),
      before,
    );
    expect(after.layout).not.toBe(before.layout);
    expect(after.layout.places.map((place) => place.id)).toEqual(['US', 'FR']);
    expect([...after.layout.positions.subarray(0, 3)]).toEqual([...before.layout.positions]);
  });

  it('let a place that left fall to nothing, and lay out anew once most have left', () => {
    const before = draw(
      tableOf([
        ['US', 200, 80, 40],
        ['BR', 100, 80, 40],
        ['FR', 50, 80, 40],
      ]),
    );
    const two = draw(
      tableOf([
        ['US', 200, 80, 40],
        ['BR', 100, 80, 40],
      ]),
      before,
    );
    expect(two.layout).toBe(before.layout);
    expect([...two.shares]).toEqual([1, 0.5, 0]);
    expect(two.marks[2]).toBe(MARK.none);
    expect(draw(tableOf([['BR', 100, 80, 40]]), two).layout.places.map((place) => place.id)).toEqual(['BR']);
  });

  it('stand once their position has become known', () => {
    const table = tableOf([['US', 200, 80, 40]]);
    const before = toColumns(table, 'country', { ...options, anchorOf: () => undefined }, null);
    expect(before.layout.places).toEqual([]);
    expect(draw(table, before).layout.places).toHaveLength(1);
  });

  it('of one id that lie in several places are told apart: a customer in two hexagons, a city under two regions', () => {
    const at: AnchorOf = () => [-48, -22];
    const city = (region: string): PlaceRef => ({ level: 'city', id: 'geonames:1', country: 'BR', region });
    const cities = toColumns(
      tableOf([
        ['BR', 'BR-SP', 'geonames:1', 5, 80, 40],
        ['BR', 'BR-MG', 'geonames:1', 7, 80, 40],
      ]),
      'city',
      { ...options, anchorOf: at },
      null,
    );
    expect(['BR-SP', 'BR-MG', 'BR-RJ'].map((region) => slotOfPlace(cities.layout, city(region)))).toEqual([0, 1, 1]);
    const customer = (cell: string): PlaceRef => ({ level: 'customer', id: 'c-1', country: null, region: null, cell });
    const places = [customer('87a8100c2ffffff'), customer('87a8100c3ffffff')];
    const layout = { ...cities.layout, level: 'customer' as const, places };
    expect(places.map((place) => slotOfPlace(layout, place))).toEqual([0, 1]);
    // As it is pointed out within a country, and as a note of before named it.
    expect(slotOfPlace(layout, { ...customer('87a8100c2ffffff'), country: 'BR' })).toBe(0);
    expect(slotOfPlace(layout, { level: 'customer', id: 'c-1', country: null, region: null })).toBe(1);
  });

  it('know regions by the country they lie in', () => {
    const picture = toColumns(tableOf([['BR', 'BR-SP', 5, 80, 40]]), 'region', options, null);
    const place: PlaceRef = { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' };
    expect(picture.layout.places).toEqual([place]);
    expect(slotOfPlace(picture.layout, place)).toBe(0);
    expect(slotOfPlace(picture.layout, country('BR'))).toBe(-1);
  });
});

describe('a picture that nobody draws any more', () => {
  const turn = (at: number) =>
    tableOf([
      ['US', 10 + at, 80 - at, 40],
      ['BR', 5 * at - 5, 60 + at, 10 + 20 * at],
      ['FR', 3, at === 2 ? Number.NaN : 70, 5],
    ]);

  it('lends its numbers to the next, which is the same as one made anew', () => {
    const first = draw(turn(0));
    const second = toColumns(turn(1), 'country', options, first, null);
    const before = structuredClone(second.figures);
    const third = toColumns(turn(2), 'country', options, second, first);
    expect(third).toEqual(toColumns(turn(2), 'country', options, second));
    expect(third.colours).toBe(first.colours);
    expect(third.figures.heights).toBe(first.figures.heights);
    expect(second.figures).toEqual(before);
  });

  it('lends nothing that others hold: what no answer has, another number of places', () => {
    const without = { ...turn(0), columns: turn(0).columns.slice(0, 2), values: turn(0).values.slice(0, 1) };
    const bare = toColumns(without, 'country', options, null);
    const bareToo = toColumns(without, 'country', options, bare);
    toColumns(turn(1), 'country', options, bareToo, bare);
    expect([...bareToo.figures.answers]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    const one = draw(tableOf([['US', 1, 80, 40]]));
    expect(toColumns(turn(1), 'country', options, draw(turn(0)), one).shares).toHaveLength(3);
  });
});
